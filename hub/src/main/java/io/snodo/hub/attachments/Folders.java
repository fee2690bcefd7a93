package io.snodo.hub.attachments;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

/** Keeps files findable after a power failure: the folders that lead to them are on the disk as well. */
record Folders(Path top, Forcing forcing) {
    /** Has the disk keep what a folder says. */
    interface Forcing {
        void force(Path folder) throws IOException;
    }

    /** All of them, also those that were there: who made one may not have forced it yet. */
    void leadTo(Path file) throws IOException {
        Path folder = file;
        while (!folder.equals(top)) {
            folder = Objects.requireNonNull(folder.getParent());
            forcing.force(folder);
        }
    }
}
