package io.snodo.hub.attachments;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.MemberCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** The folder itself; whose contents they are is asked elsewhere. */
class ContentsTest {
    private static final String DIGEST = "q80AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"; // begins with ab cd

    @TempDir
    Path folder;

    @Test
    void everyFolderThatLeadsToAContentIsOnTheDiskWithIt() throws IOException {
        List<Path> forced = new ArrayList<>();
        Contents contents = new Contents(settings(), forced::add);
        try (Partial coming = contents.take(new KeptAttachments.Key(new MemberCode("c_l736"), UUID.randomUUID()))
                .orElseThrow()) {
            assertThat(forced).containsExactly(path("partial/c_l736"), path("partial"), folder);
            forced.clear();
            coming.append(
                    new ByteArrayInputStream(new byte[10]), 10, Instant.now().plusSeconds(10), Clock.systemUTC());

            contents.place(coming, DIGEST);
        }

        assertThat(forced).containsExactly(path("contents/ab/cd"), path("contents/ab"), path("contents"), folder);
        assertThat(path("contents/ab/cd").toFile().list()).hasSize(1);
    }

    private Path path(String below) {
        return folder.resolve(below);
    }

    private AttachmentSettings settings() {
        DataSize size = DataSize.ofMegabytes(1);
        Duration time = Duration.ofMinutes(1);
        return new AttachmentSettings(folder, size, time, size, size, size, time, time, time);
    }
}
