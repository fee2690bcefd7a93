package io.snodo.spoke.files;

import java.util.Locale;

/** How far a content of ours has come. */
public enum FileState {
    COMING,
    HELD,
    FREE,
    REJECTED,
    FAILED;

    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    static FileState ofStored(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT));
    }
}
