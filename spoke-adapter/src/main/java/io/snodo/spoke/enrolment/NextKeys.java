package io.snodo.spoke.enrolment;

import io.snodo.messages.enrolment.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The keys that a renewal asks with, beside those in use until their certificates are there. What is asked is written down,
 * so that a broken-off try asks for the same again; that all is answered too, so that it is taken as a whole.
 */
record NextKeys(KeyFiles inUse) {
    KeyFiles files() {
        return new KeyFiles(inUse.folder().resolve("next"));
    }

    private Path asked() {
        return files().folder().resolve("asked");
    }

    private Path answered() {
        return files().folder().resolve("answered");
    }

    /** What is asked for: {@code due}, unless a try before this one has asked for something else. */
    List<Purpose> ask(List<Purpose> due) throws IOException {
        files().prepare();
        if (Files.notExists(asked())) {
            abandon(); // keys that nobody knows what they were asked with
            Files.write(asked(), due.stream().map(Purpose::name).toList());
        }
        return purposes();
    }

    private List<Purpose> purposes() throws IOException {
        return Files.readAllLines(asked()).stream().map(Purpose::valueOf).toList();
    }

    /** From here on they are the ones to use, whatever happens. */
    void answered(List<Purpose> purposes) throws IOException {
        Files.write(answered(), purposes.stream().map(Purpose::name).toList());
        finish();
    }

    /** Takes what is left of those that were answered. */
    void finish() throws IOException {
        if (Files.notExists(answered())) {
            return;
        }
        for (String purpose : Files.readAllLines(answered())) {
            inUse.take(files(), Purpose.valueOf(purpose));
        }
        Files.deleteIfExists(asked());
        Files.delete(answered());
    }

    /** The hub will not have them: the next try makes others. */
    void abandon() throws IOException {
        try (Stream<Path> files = Files.list(files().folder())) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }
}
