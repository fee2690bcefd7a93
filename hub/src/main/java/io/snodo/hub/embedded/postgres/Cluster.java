package io.snodo.hub.embedded.postgres;

import io.snodo.hub.embedded.EmbeddedPartFailed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/** The server's files and its life: made once, started, stopped, and stopped too when a killed hub left it running. */
record Cluster(Path home, Binaries binaries, ServerUser user) {
    static final String SUPERUSER = "postgres";
    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Atomic like the unpacking: what was interrupted is made anew. */
    void createUnlessThere() throws IOException {
        if (Files.isDirectory(data())) {
            requireSameMajorVersion();
            return;
        }
        Path unfinished = home.resolve("cluster.new");
        FileSystemUtils.deleteRecursively(unfinished);
        Files.createDirectories(unfinished);
        Passwords passwords = new Passwords(home);
        passwords.of(SUPERUSER);
        user.own(unfinished);
        user.own(passwords.file(SUPERUSER));
        demand(
                binaries.program("initdb"),
                "-D",
                unfinished.toString(),
                "-U",
                SUPERUSER,
                "--auth=scram-sha-256",
                "--pwfile=" + passwords.file(SUPERUSER),
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--data-checksums");
        Files.writeString(unfinished.resolve("postgresql.conf"), "include = 'snodo.conf'\n");
        Files.move(unfinished, data(), StandardCopyOption.ATOMIC_MOVE);
    }

    void start(int port) throws IOException {
        Path conf = data().resolve("snodo.conf");
        Files.writeString(conf, settings(port));
        user.own(conf);
        Path log = home.resolve("server.log");
        Files.writeString(log, ""); // what matters outlives a restart in the cluster, not in its log
        user.own(log);
        demand(
                binaries.program("pg_ctl"),
                "start",
                "-w",
                "-t",
                String.valueOf(PATIENCE.toSeconds()),
                "-s",
                "-D",
                data().toString(),
                "-l",
                log.toString());
    }

    /** Fast: sessions are ended, what is committed is on disk. */
    void stop() {
        Command.Result result = Command.run(
                PATIENCE,
                as(
                        binaries.program("pg_ctl"),
                        "stop",
                        "-m",
                        "fast",
                        "-w",
                        "-s",
                        "-t",
                        String.valueOf(PATIENCE.toSeconds()),
                        "-D",
                        data().toString()));
        if (result.exit() != 0) {
            LOG.warn("database not stopped exit={} said={}", result.exit(), result.lastLine());
        }
    }

    /**
     * A hub that was killed leaves its server running, and the server its pid file. In a container that is started
     * again the pid may belong to somebody else by now: then the file goes, and nobody is stopped.
     */
    void stopOrphan() throws IOException {
        Path pidFile = data().resolve("postmaster.pid");
        if (Files.notExists(pidFile)) {
            return;
        }
        String pid = Files.readString(pidFile).lines().findFirst().orElse("").strip();
        if (isOurServer(pid)) {
            LOG.info("stopping the database left by a killed hub pid={}", pid);
            stop();
        } else {
            Files.delete(pidFile);
        }
    }

    private boolean isOurServer(String pid) throws IOException {
        Path commandLine = Path.of("/proc", pid, "cmdline");
        return Files.exists(commandLine)
                && List.of(Files.readString(commandLine, StandardCharsets.ISO_8859_1)
                                .split("\0"))
                        .contains(data().toString());
    }

    private void requireSameMajorVersion() throws IOException {
        String made = Files.readString(data().resolve("PG_VERSION")).strip();
        String ours = Command.run(PATIENCE, as(binaries.program("postgres"), "--version"))
                .lastLine();
        if (!ours.contains(" " + made + ".")) {
            throw new EmbeddedPartFailed("The data in " + data() + " was made by PostgreSQL " + made
                    + " and the hub brings " + ours
                    + "; move it with pg_dump to a server of your own and set snodo.database.url.");
        }
    }

    private Path data() {
        return home.resolve("cluster");
    }

    /** Never a statement or a parameter in the log: they hold what people wrote. */
    private static String settings(int port) {
        return """
                listen_addresses = '127.0.0.1'
                port = %d
                unix_socket_directories = ''
                max_connections = 64
                shared_buffers = 128MB
                fsync = on
                synchronous_commit = on
                full_page_writes = on
                password_encryption = 'scram-sha-256'
                timezone = 'UTC'
                log_timezone = 'UTC'
                default_text_search_config = 'pg_catalog.italian'
                idle_in_transaction_session_timeout = '60s'
                log_min_error_statement = 'panic'
                log_error_verbosity = 'terse'
                log_parameter_max_length = 0
                log_parameter_max_length_on_error = 0
                """.formatted(port);
    }

    private void demand(String... command) {
        Command.Result result = Command.run(PATIENCE, as(command));
        if (result.exit() != 0) {
            throw new EmbeddedPartFailed("The embedded PostgreSQL does not start ("
                    + Path.of(command[0]).getFileName() + ": " + result.lastLine() + "); see "
                    + home.resolve("server.log")
                    + ", or set snodo.database.url to a server of your own.");
        }
    }

    private List<String> as(String... command) {
        List<String> whole = new ArrayList<>(user.prefix());
        whole.addAll(List.of(command));
        return whole;
    }
}
