package io.snodo.hub.attachments;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a content was rejected (ST-674). */
public enum Reason {
    TYPE_MISMATCH,
    MALWARE,
    NOT_INSPECTED;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Reason ofWire(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
