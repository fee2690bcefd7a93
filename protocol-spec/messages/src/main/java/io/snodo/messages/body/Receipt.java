package io.snodo.messages.body;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.snodo.messages.refusal.RefusalCode;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A recipient's word on what reached it: many messages in one, because it is sealed like every other. */
public record Receipt(List<Entry> entries) implements Body {

    /**
     * One word on one message.
     *
     * @param refusal only with {@link Level#REFUSED}
     * @param disclosed how many of its hidden fields its recipient has; 0 where absent
     */
    public record Entry(
            UUID message,
            String digest,
            Level level,
            @Nullable RefusalCode refusal,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) int disclosed) {

        /** Of a message that hides nothing. */
        public Entry(UUID message, String digest, Level level, @Nullable RefusalCode refusal) {
            this(message, digest, level, refusal, 0);
        }
    }

    /** How far a message has come. */
    public enum Level {
        /** Durable at the hub. */
        @JsonProperty("L1")
        L1,
        /** Durable at the recipient's spoke. */
        @JsonProperty("L2")
        L2,
        /** Applied in the recipient's local system. */
        @JsonProperty("L3")
        L3,
        /** Seen by an operator. */
        @JsonProperty("L4")
        L4,
        /** Not applied, with a code. */
        @JsonProperty("refused")
        REFUSED
    }
}
