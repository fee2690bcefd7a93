package io.snodo.hub.attachments;

import java.io.IOException;
import java.nio.channels.FileChannel;

/** Looks at a content before anybody may fetch it. */
public interface Inspection {

    /** What it found. */
    sealed interface Finding {
        record Clean() implements Finding {}

        record Bad(Reason reason) implements Finding {}

        /** It could not look; {@code cause} for the log. */
        record Away(String cause) implements Finding {}
    }

    Finding CLEAN = new Finding.Clean();

    /** {@code content} is at its beginning, and is closed by the caller. */
    Finding look(FileChannel content, String mediaType) throws IOException;
}
