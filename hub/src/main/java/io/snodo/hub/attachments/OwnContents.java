package io.snodo.hub.attachments;

import io.snodo.messages.MemberCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.util.List;
import org.springframework.stereotype.Component;

/** What a member can take along of the contents, and what is taken away when it has left. */
@Component
public class OwnContents {
    private final KeptAttachments kept;
    private final Contents contents;

    OwnContents(KeptAttachments kept, Contents contents) {
        this.kept = kept;
        this.contents = contents;
    }

    /** The digests of those that the open tenant may fetch. */
    public List<String> readable() {
        return kept.readable();
    }

    public InputStream open(String digest) throws IOException {
        return Channels.newInputStream(contents.open(digest));
    }

    /** Takes a content away unless somebody's attachment has it too. */
    public void removeUnneeded(String digest) {
        kept.alone(digest, () -> {
            try {
                if (!kept.isNeeded(digest)) {
                    contents.remove(digest);
                }
                return true;
            } catch (IOException e) {
                throw new UncheckedIOException("a content cannot be removed", e);
            }
        });
    }

    /** Takes away what {@code member} has begun to bring. */
    public void removePartial(MemberCode member) throws IOException {
        contents.removePartial(member);
    }
}
