package io.snodo.hub.attachments;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a content stands (ST-672). */
public enum State {
    AWAITED,
    HELD,
    FREE,
    REJECTED;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static State ofWire(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
