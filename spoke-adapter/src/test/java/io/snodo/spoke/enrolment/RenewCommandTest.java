package io.snodo.spoke.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.enrolment.Purpose;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenewCommandTest {
    @TempDir
    private Path root;

    @Test
    void whereNobodyHasJoinedThereIsNothingToRenew() {
        assertThat(renew(Duration.ZERO)).startsWith("1 ").contains("No spoke has joined");
        assertThat(root.resolve("keys")).doesNotExist();
        assertThat(renew(Duration.ZERO, "--language", "it")).contains("Non rinnovato");
        assertThat(renew(Duration.ZERO, "--colour")).startsWith("2 ");
        assertThat(renew(Duration.ZERO, "--help")).startsWith("0 ").contains("--folder");
    }

    @Test
    void theWishOfWhoFindsNoSpokeRunningWaitsForItsStart() throws Exception {
        assertThat(renew(Duration.ZERO)).startsWith("1 ");
        Wish wish = joined();
        assertThat(renew(Duration.ZERO)).startsWith("1 ").contains("as soon as it is started");
        assertThat(wish.isNew()).isTrue();
    }

    @Test
    void itWaitsForTheSpokeAndSaysWhatHasComeOfIt() throws Exception {
        Wish wish = joined();
        assertThat(meanwhile(wish, () -> wish.failed("rate_limited")))
                .startsWith("1 ")
                .contains("rate_limited")
                .contains("tried again");
        assertThat(wish.isThere()).as("it is tried again").isTrue();
        assertThat(wish.isNew()).as("but not at once").isFalse();
        assertThat(meanwhile(wish, wish::done)).startsWith("0 ").contains("Renewed");
        assertThat(wish.isThere()).isFalse();
    }

    private interface Doing {
        void run() throws IOException;
    }

    /** What is said while the spoke does {@code doing} as soon as it is asked. */
    private String meanwhile(Wish wish, Doing doing) throws Exception {
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Callable<String> command = () -> renew(Duration.ofSeconds(20));
            Future<String> told = threads.submit(command);
            while (!wish.isNew()) {
                Thread.onSpinWait();
            }
            doing.run();
            return told.get();
        }
    }

    private Wish joined() throws IOException {
        KeyFiles keys = new SpokeFolder(root).keys();
        keys.prepare();
        Files.writeString(keys.certificate(Purpose.LINK), "");
        return Wish.in(keys);
    }

    private String renew(Duration patience, String... more) {
        List<String> arguments = new ArrayList<>(List.of("--folder", root.toString()));
        arguments.addAll(List.of(more));
        if (!arguments.contains("--language")) {
            arguments.addAll(List.of("--language", "en"));
        }
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        int code = RenewCommand.run(
                arguments, new PrintStream(told, true, StandardCharsets.UTF_8), Clock.systemUTC(), patience);
        return code + " " + told.toString(StandardCharsets.UTF_8);
    }
}
