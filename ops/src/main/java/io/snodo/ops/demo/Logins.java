package io.snodo.ops.demo;

import io.snodo.ops.operator.OperatorKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** The demo's people, whose names are invented. Their password is printed and published: it opens nothing but an invented office on loopback. */
public final class Logins {
    public static final String PASSWORD = "staffetta";

    public static final Login OPERATOR = new Login("operatore", "Marta Bruni", List.of("OPERATOR"));
    public static final Login VALIDATOR =
            new Login("validatore", "Paolo Serra", List.of("OPERATOR", "VALIDATOR", "ADMINISTRATOR"));
    public static final Login HUB_OPERATOR = new Login("gestore", "Livia Conti", List.of("HUB_OPERATOR"));

    private Logins() {}

    /** One who may log in. */
    public record Login(String username, String name, List<String> roles) {
        private String yaml(String hash) {
            return "- username: %s%n  password: \"{bcrypt}%s\"%n  name: \"%s\"%n  roles: [%s]%n"
                    .formatted(username, hash, name, String.join(", ", roles));
        }
    }

    /** Writes an {@code operators.yaml}, unless there is one already. */
    static void write(Path file, List<Login> logins) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        BCryptPasswordEncoder encoder = new BCryptPasswordEncoder();
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                logins.stream()
                        .map(login -> login.yaml(encoder.encode(PASSWORD)))
                        .collect(Collectors.joining()));
    }

    /** The same for the hub, whose file knows more: the key of the programs of the last of them, and that a password is enough. */
    static void write(Path file, List<Login> logins, OperatorKey key) throws IOException {
        boolean isNew = Files.notExists(file);
        write(file, logins);
        // nobody has to have a telephone at hand to look at a demonstration
        if (isNew || !Files.readString(file).contains("second-factor:")) {
            Files.writeString(file, "  second-factor: false\n", StandardOpenOption.APPEND);
        }
        if (isNew || !Files.readString(file).contains("key:")) {
            Files.writeString(file, "  " + key.yaml() + "\n", StandardOpenOption.APPEND);
        }
    }
}
