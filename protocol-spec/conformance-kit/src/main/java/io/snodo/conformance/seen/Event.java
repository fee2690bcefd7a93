package io.snodo.conformance.seen;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One thing that was seen on the wire. A frame with several stamps or steps is several events.
 *
 * @param number in the order of seeing
 * @param from, to a member's letter, {@code hub} or {@code spoke}
 * @param message what it is about, where that can be told
 * @param correlation by which the sender knows an answer to what could not be read
 * @param content what it said: a stamp, a problem document, a message with its stamp, a step, a receipt's entry
 */
public record Event(
        long number,
        Instant at,
        String from,
        String to,
        What what,
        @Nullable UUID message,
        @Nullable String correlation,
        JsonNode content) {

    /** What kind of thing it is. */
    public enum What {
        /** A message, sealed or spoiled, as it was sent: {@code jws}, {@code digest}, {@code envelope}. */
        SAID,
        /** L1: {@code stamp}. */
        RECORDED,
        /** A problem document. */
        REFUSED,
        /** The broker did not take it: {@code why}. */
        REJECTED,
        /** A delivery: {@code message}, {@code stamp}, {@code envelope}. */
        DELIVERED,
        /** Progress: {@code by}, {@code level}, {@code refusal}. */
        TOLD,
        /** An entry of a receipt: {@code level}, {@code digest}, {@code refusal}. */
        RECEIPT,
        /** A call of the API and its answer: {@code call}, {@code status}, {@code body}. */
        CALLED,
        /** A connection: {@code state}. */
        LINK;

        @JsonValue
        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        static What ofWire(String wire) {
            return valueOf(wire.toUpperCase(Locale.ROOT));
        }
    }

    /** The record of the stamp, where there is one; otherwise missing. */
    public JsonNode record() {
        String leaf = content.path("stamp").path("leaf").stringValue("");
        return leaf.isEmpty() ? content.path("no-record") : Reads.leaf(leaf);
    }

    public String type() {
        String recorded = record().path("type").stringValue("");
        return recorded.isEmpty() ? content.path("envelope").path("type").stringValue("") : recorded;
    }

    public String ticket() {
        String recorded = record().path("ticket").stringValue("");
        return recorded.isEmpty() ? content.path("envelope").path("ticket").stringValue("") : recorded;
    }
}
