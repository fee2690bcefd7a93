package io.snodo.hub.attachments;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MediaTypeRegistry;
import org.apache.tika.mime.MimeTypes;

/**
 * Whether a content is what it is declared to be, by its first octets. What is kept in a zip or is a kind of text shows as
 * no more than that.
 */
final class TypeInspection implements Inspection {
    private static final MimeTypes TYPES = MimeTypes.getDefaultMimeTypes();
    private static final MediaTypeRegistry KINSHIP = TYPES.getMediaTypeRegistry();

    @Override
    public Finding look(FileChannel content, String mediaType) throws IOException {
        MediaType found = TYPES.detect(new BufferedInputStream(Channels.newInputStream(content)), new Metadata());
        MediaType declared = KINSHIP.normalize(MediaType.parse(mediaType));
        return fits(declared, found) ? CLEAN : new Finding.Bad(Reason.TYPE_MISMATCH);
    }

    private static boolean fits(MediaType declared, MediaType found) {
        if (found.equals(declared)) {
            return true;
        }
        if (found.equals(MediaType.OCTET_STREAM)) {
            return false; // everything descends from what is nothing in particular
        }
        return KINSHIP.isSpecializationOf(declared, found)
                || declared.equals(MediaType.TEXT_PLAIN) && isHarmlessText(found);
    }

    /** Text that begins like something else, such as a mail; a page that runs in a browser is not harmless. */
    private static boolean isHarmlessText(MediaType found) {
        return KINSHIP.isSpecializationOf(found, MediaType.TEXT_PLAIN)
                && !found.equals(MediaType.TEXT_HTML)
                && !KINSHIP.isInstanceOf(found, MediaType.application("xml"));
    }
}
