package io.snodo.hub.embedded.postgres;

import io.snodo.hub.embedded.EmbeddedPartFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Whom the server runs as: PostgreSQL refuses to run as root, and the hub may be root in a container. */
sealed interface ServerUser {
    /** What comes before every command of the server's. */
    List<String> prefix();

    /** Gives {@code path} and all beneath to the server. */
    void own(Path path) throws IOException;

    static ServerUser choose() {
        if (uid() != 0) {
            return new Ourselves();
        }
        boolean namespaces = Command.succeeds(Duration.ofSeconds(10), List.of("unshare", "-U", "true"));
        return namespaces ? new OwnNamespace() : Another.NOBODY;
    }

    private static int uid() {
        try {
            return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        } catch (IOException e) {
            throw new EmbeddedPartFailed(
                    "The embedded PostgreSQL needs Linux with /proc; set snodo.database.url to a server of your own.",
                    e);
        }
    }

    /** Not root: nothing to do. */
    record Ourselves() implements ServerUser {
        @Override
        public List<String> prefix() {
            return List.of();
        }

        @Override
        public void own(Path path) {}
    }

    /** Root outside, nobody in a user namespace of the server's own; files stay root's. */
    record OwnNamespace() implements ServerUser {
        @Override
        public List<String> prefix() {
            return List.of("unshare", "-U");
        }

        @Override
        public void own(Path path) {}
    }

    /** For where user namespaces are blocked, as in most containers. Its number must have a name, for initdb asks. */
    record Another(int id) implements ServerUser {
        static final Another NOBODY = new Another(65534);

        @Override
        public List<String> prefix() {
            return List.of("setpriv", "--reuid=" + id, "--regid=" + id, "--clear-groups");
        }

        @Override
        public void own(Path path) throws IOException {
            try (Stream<Path> all = Files.walk(path)) {
                for (Path each : all.toList()) {
                    Files.setAttribute(each, "unix:uid", id, LinkOption.NOFOLLOW_LINKS);
                }
            }
        }
    }
}
