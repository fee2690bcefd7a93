package io.snodo.spoke.enrolment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * That our own administrator wants new keys now, as a file beside them: the process that runs here, which alone changes
 * them, takes it away when it is done, and writes into it why it is not.
 */
record Wish(Path file) {
    static Wish in(KeyFiles keys) {
        return new Wish(keys.folder().resolve("renew"));
    }

    void make() throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file);
    }

    boolean isThere() {
        return Files.exists(file);
    }

    /** Nobody has tried yet. */
    boolean isNew() throws IOException {
        return said().filter(String::isEmpty).isPresent();
    }

    /** Why it is not done yet; empty where nobody has tried, or it is. */
    String failure() throws IOException {
        return said().orElse("");
    }

    private Optional<String> said() throws IOException {
        try {
            return Optional.of(Files.readString(file).strip());
        } catch (NoSuchFileException e) {
            return Optional.empty(); // there is none, or it was taken away just now
        }
    }

    void failed(String cause) throws IOException {
        if (isThere()) {
            Files.writeString(file, cause + "\n");
        }
    }

    void done() throws IOException {
        Files.deleteIfExists(file);
    }
}
