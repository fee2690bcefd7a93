package io.snodo.ops.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.snodo.messages.MemberCode;
import io.snodo.ops.authority.DemoAuthority;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way an export can fail says what to do next, and leaves no half file. */
class ExportTest {
    private static final String TICKET = "L736-000042-T";

    @TempDir
    private Path folder;

    private HttpServer hub;
    private int status = 200;
    private String body = "{\"format\":\"staffetta-evidence\"}\n";
    private String authorization = "";

    @BeforeEach
    void start() throws Exception {
        DemoAuthority.in(folder.resolve(".demo/keys"), Clock.systemUTC()).issue("c_l736");
        hub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        hub.createContext("/api/v1/tickets/" + TICKET + "/evidence", exchange -> {
            try (exchange) {
                authorization = exchange.getRequestHeaders().getFirst("Authorization");
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
        hub.start();
    }

    @AfterEach
    void stop() {
        hub.stop(0);
    }

    @Test
    void keepsTheFileAsItCame() throws Exception {
        Path file = folder.resolve("evidence.json");

        assertThat(export(file, "c_l736")).startsWith("0 Written: " + file).contains("ops/evidence verify " + file);
        assertThat(file).content().isEqualTo(body);
        assertThat(authorization).startsWith("Bearer ey");
    }

    @Test
    void aTicketOfOthersIsExplained() {
        status = 404;
        body = "{\"code\":\"ticket_unknown\"}";
        Path file = folder.resolve("evidence.json");

        assertThat(export(file, "c_l736")).startsWith("1 ").contains("no ticket " + TICKET, "c_l736 is no party of it");
        assertThat(file).doesNotExist();
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThat(export(folder.resolve("x"), "c_x999")).contains("the seal of c_x999", "--key and --certificate");
        assertThat(export(folder.resolve("none/x"), "c_l736")).contains("there is no folder");
        assertThat(run(TICKET)).contains("--member is missing");
        assertThat(run()).contains("which ticket?");
        assertThat(run("L736-000042-X", "--member", "c_l736", "--output", "x")).contains("no ticket number");
        assertThat(run(TICKET, "--odd")).contains("what is --odd?");
        hub.stop(0);
        assertThat(export(folder.resolve("x"), "c_l736")).contains("no hub answers at", "ops/demo");
    }

    @Test
    void whatIsNoHubIsNotTakenForOne() {
        status = 500;
        body = "<html>";

        assertThat(export(folder.resolve("x"), "c_l736")).contains("is no hub (HTTP 500)");
    }

    private String export(Path output, String member) {
        return run(
                TICKET,
                "--member",
                new MemberCode(member).value(),
                "--output",
                output.toString(),
                "--home",
                folder.toString(),
                "--hub",
                "http://127.0.0.1:" + hub.getAddress().getPort());
    }

    private static String run(String... arguments) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int exit = Export.run(List.of(arguments), new PrintStream(said, true, StandardCharsets.UTF_8));
        return exit + " " + said.toString(StandardCharsets.UTF_8);
    }
}
