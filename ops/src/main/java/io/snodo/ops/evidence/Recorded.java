package io.snodo.ops.evidence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A message whose seal holds, with what the hub recorded of it.
 *
 * @param under the epoch its sender acted under
 * @param about the offer or referral it is about, for messages about one
 * @param owner, epoch after it, as recorded
 * @param original the digest of what its sender sent, where the hub has sealed it for the sender
 * @param hidden of its fields, and how many of them this file discloses
 */
record Recorded(
        String id,
        String digest,
        String type,
        String from,
        List<String> to,
        long under,
        @Nullable String about,
        long sequence,
        long epoch,
        String owner,
        Instant at,
        @Nullable String original,
        Hidden hidden,
        EvidenceFile.Entry entry) {

    /** Checks the seal (ST-321), and that the record is about this message (ST-322). */
    static Recorded of(EvidenceFile.Entry entry, int place, String ticket, KeyRing keys) {
        Flaw unsealed = new Flaw("ST-321", "no_seal", place);
        SealedText text = SealedText.of(entry.message()).orElseThrow(() -> unsealed);
        Jws jws = Jws.read(text.jws(), text.typ()).orElseThrow(() -> unsealed);
        KeyRing.Held key = keys.of(jws.kid());
        if (key == null) {
            throw new Flaw("ST-321", "key_not_listed", place, jws.kid());
        }
        if (!jws.holds(key.jwk())) {
            throw new Flaw("ST-321", "seal_broken", place, key.listed().member());
        }
        JsonNode message = json(jws.payload(), "ST-321", "message_unreadable", place);
        JsonNode leaf = json(Octets.utf8(entry.leaf()), "ST-322", "record_unreadable", place);
        String from = message.path("from").asString("");
        if (!from.equals(key.listed().member())) {
            throw new Flaw("ST-321", "key_not_listed", place, from);
        }
        if (!ticket.equals(message.path("ticket").asString(""))) {
            throw new Flaw("ST-321", "another_ticket", place);
        }
        String digest = Octets.encode(Octets.sha256(Octets.utf8(text.jws())));
        agree(message.path("id"), leaf.path("message"), place, "id");
        agree(message.path("type"), leaf.path("type"), place, "type");
        agree(message.path("from"), leaf.path("from"), place, "from");
        agree(message.path("ticket"), leaf.path("ticket"), place, "ticket");
        if (!digest.equals(leaf.path("digest").asString(""))) {
            throw new Flaw("ST-322", "record_of_another", place, "digest");
        }
        Instant at = instant(leaf.path("recordedAt").asString(""), "ST-322", "record_unreadable", place);
        counted(key.listed(), at, place);
        List<String> to = new ArrayList<>();
        message.path("to").forEach(each -> to.add(each.asString("")));
        JsonNode body = message.path("body");
        JsonNode about = body.has("referral") ? body.path("referral") : body.path("offer");
        return new Recorded(
                message.path("id").asString(""),
                digest,
                message.path("type").asString(""),
                from,
                to,
                message.path("epoch").asLong(0),
                about.isString() ? about.asString() : null,
                leaf.path("sequence").asLong(0),
                leaf.path("epoch").asLong(0),
                leaf.path("owner").asString(""),
                at,
                message.has("original")
                        ? message.path("original").path("digest").asString("")
                        : null,
                text.hides() ? Hidden.of(message, text.disclosures(), place) : Hidden.NOTHING,
                entry);
    }

    /** By the hub's time and not by the sender's, who may be a thief (ST-501). */
    private static void counted(EvidenceFile.Key key, Instant recordedAt, int place) {
        if (key.until() != null && recordedAt.isAfter(key.until())) {
            throw new Flaw("ST-321", "key_ended", place, key.member());
        }
        if (key.since() != null && recordedAt.isBefore(key.since())) {
            throw new Flaw("ST-321", "key_not_yet", place, key.member());
        }
    }

    static JsonNode json(byte[] text, String requirement, String key, Object place) {
        try {
            JsonNode json = EvidenceFile.JSON.readTree(text);
            if (json.isObject()) {
                return json;
            }
        } catch (JacksonException e) {
            // said below
        }
        throw new Flaw(requirement, key, place);
    }

    static Instant instant(String text, String requirement, String key, Object place) {
        try {
            return Instant.parse(text);
        } catch (java.time.format.DateTimeParseException e) {
            throw new Flaw(requirement, key, place);
        }
    }

    private static void agree(JsonNode said, JsonNode recorded, int place, String what) {
        if (!said.isString() || !said.equals(recorded)) {
            throw new Flaw("ST-322", "record_of_another", place, what);
        }
    }
}
