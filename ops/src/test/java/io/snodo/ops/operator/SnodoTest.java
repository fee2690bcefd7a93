package io.snodo.ops.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.snodo.messages.seal.Sealed;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each command says and exits with, in front of a hub that answers what it is told to. */
class SnodoTest {
    private static final String CHANGES =
            "\"changes\":[{\"kind\":\"leaves\",\"about\":\"c_h224\",\"what\":\"Reggio\"}]";

    @TempDir
    private Path folder;

    private HttpServer hub;
    private final Map<String, String> answers = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private String authorization = "";
    private int status = 200;
    private OperatorKey key = OperatorKey.make("gestore");

    @BeforeEach
    void start() throws Exception {
        key.write(folder.resolve("operator.json"));
        hub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        hub.createContext("/api/v1/operator", exchange -> {
            try (exchange) {
                authorization = exchange.getRequestHeaders().getFirst("Authorization");
                String path = exchange.getRequestURI().getPath().replace("/api/v1/operator", "");
                asked.add(path + " " + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                byte[] bytes =
                        answers.getOrDefault(path, "{\"code\":\"not_found\"}").getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(answers.containsKey(path) ? status : 404, bytes.length);
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
    void theKeyIsReadableByNobodyElseAndItsTokensAreItsOperators() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("operator.json"))))
                .isEqualTo("rw-------");
        assertThat(OperatorKey.read(folder.resolve("operator.json")).yaml()).isEqualTo(key.yaml());
        answers.put("/members", "{\"items\":[]}");
        run("", "members");
        Sealed token =
                Sealed.read(authorization.substring("Bearer ".length()), "JWT").orElseThrow();
        assertThat(new String(token.verify(key.key().verifyKey()).orElseThrow(), StandardCharsets.UTF_8))
                .contains("\"iss\":\"gestore\"");
    }

    @Test
    void aPlanIsALineForEachChangeAndFaultsByTheirFiles() {
        answers.put("/plan", "{\"plan\":\"p\",\"faults\":[]," + CHANGES + "}");
        assertThat(run("", "plan")).startsWith("0 ").containsPattern("leaves +c_h224 +Reggio");
        answers.put(
                "/plan",
                "{\"plan\":\"p\",\"changes\":[],\"faults\":[{\"file\":\"parma/tenant.yaml\",\"sentence\":\"No.\"}]}");
        assertThat(run("", "plan")).startsWith("1 ").contains("fault in parma/tenant.yaml: No.");
        assertThat(run("", "apply", "--yes")).startsWith("1 ").contains("mend them");
        assertThat(asked).noneMatch(each -> each.startsWith("/registry"));
    }

    @Test
    void whatIsAppliedWasShownAndAgreedTo() {
        answers.put("/plan", "{\"plan\":\"p\",\"faults\":[]," + CHANGES + "}");
        answers.put("/registry", "{\"outcome\":\"applied\",\"version\":7,\"faults\":[]," + CHANGES + "}");
        assertThat(run("", "apply")).startsWith("1 ").contains("Reggio", "--yes");
        assertThat(run("n\n", "apply")).startsWith("1 ").contains("nothing is applied");
        assertThat(asked).noneMatch(each -> each.startsWith("/registry"));
        assertThat(run("y\n", "apply")).startsWith("0 ").contains("version 7");
        assertThat(asked).contains("/registry {\"plan\":\"p\"}");
        answers.put("/registry", "{\"outcome\":\"asked\",\"version\":6,\"faults\":[]," + CHANGES + "}");
        assertThat(run("", "apply", "--yes")).startsWith("0 ").contains("a second operator");
        answers.put("/registry", "{\"outcome\":\"plan_outdated\",\"version\":7,\"faults\":[]," + CHANGES + "}");
        assertThat(run("", "apply", "--yes")).startsWith("1 ").contains("something has changed since");
    }

    @Test
    void aFolderIsComparedWithWhatTheHubGoesByAndWrittenAsItIs() throws Exception {
        String parma = "{\"path\":\"parma/tenant.yaml\",\"text\":\"member: c_g337\\noperators: 4\\n\"}";
        answers.put("/folder", "{\"items\":[" + parma + "]}");
        answers.put("/plan", "{\"plan\":\"p\",\"faults\":[]," + CHANGES + "}");
        String copy = folder.resolve("copy").toString();
        assertThat(run("", "export-folder", "--into", copy)).startsWith("1 ").contains("has not been applied");
        answers.put("/plan", "{\"plan\":\"p\",\"faults\":[],\"changes\":[]}");
        assertThat(run("", "export-folder")).startsWith("2 ").contains("--into is missing");
        assertThat(run("", "export-folder", "--into", copy)).startsWith("0 ").contains("1 files");
        assertThat(run("", "diff", copy)).startsWith("0 ").contains("No difference");
        Files.writeString(folder.resolve("copy/parma/tenant.yaml"), "operators: 6\nmember: c_g337\n");
        assertThat(run("", "diff", copy)).startsWith("3 ").contains("~ parma/tenant.yaml  operators  4  -> 6");
        assertThat(run("", "diff", copy, "--json")).startsWith("3 ").contains("\"at\" : \"operators\"");
        assertThat(run("", "diff", folder.resolve("nowhere").toString()))
                .startsWith("1 ")
                .contains("no folder");
    }

    @Test
    void aSuspensionNeedsAReasonAndMayWaitForASecondOperator() {
        assertThat(run("", "suspend", "c_g337")).startsWith("2 ").contains("--reason is missing");
        assertThat(run("", "suspend", "--reason", "x")).startsWith("2 ").contains("which member?");
        answers.put("/members/c_g337/suspension", "{\"result\":\"asked\",\"member\":{\"code\":\"c_g337\"}}");
        assertThat(run("", "suspend", "c_g337", "--reason", "il contratto"))
                .startsWith("0 ")
                .contains("second operator");
        assertThat(run("", "suspend", "c_x999", "--reason", "x"))
                .startsWith("1 ")
                .contains("ops/snodo members");
    }

    @Test
    void aMoveIntoAnotherDatabaseComesToItsEndOrSaysHowItGoesOn() {
        String path = "/members/c_g337/database";
        String there = "\"running\":false,\"copied\":3,\"all\":3,\"database\":\"grande\",\"phase\":\"here\"}";
        assertThat(run("", "move-database", "c_g337", "--reason", "x"))
                .startsWith("2 ")
                .contains("--to is missing");
        answers.put(path, "{\"result\":\"done\"," + there);
        assertThat(run("", "move-database", "c_g337", "--to", "grande", "--reason", "x"))
                .startsWith("0 ")
                .contains("c_g337 is in grande", "tenant.yaml", "ops/snodo resume c_g337");
        assertThat(run("", "database", "c_g337")).startsWith("0 ").contains("in grande");
        answers.put(path, "{\"result\":\"refused\"," + there);
        assertThat(run("", "move-database", "c_g337", "--to", "grande", "--reason", "x"))
                .startsWith("1 ")
                .contains("it has to be suspended");
        answers.put(
                path,
                "{\"result\":\"done\",\"running\":false,\"copied\":1,\"all\":3,\"database\":\"first\","
                        + "\"other\":\"grande\",\"phase\":\"copying\",\"fault\":\"database_away\"}");
        assertThat(run("", "move-database", "c_g337", "--to", "grande", "--reason", "x"))
                .startsWith("1 ")
                .contains("database away", "being copied into grande", "The same command goes on");
    }

    @Test
    void neighbouringHubsAreListedWithWhatTheyFoundAtFaultAndThatIsSentOnAgain() {
        answers.put(
                "/hubs",
                "{\"items\":[{\"hub\":\"hub_north\",\"name\":\"Nord\",\"state\":\"refusing\",\"code\":"
                        + "\"certificate_refused\",\"since\":\"2026-03-01T10:00:00Z\",\"waiting\":3,"
                        + "\"oldest\":\"2026-03-01T09:00:00Z\",\"parked\":1,\"parkedDeliveries\":0}]}");
        answers.put(
                "/hubs/parked",
                "{\"items\":[{\"id\":41,\"hub\":\"hub_north\",\"sender\":\"c_g337\",\"message\":\"m\","
                        + "\"attempts\":8,\"cause\":\"hub_refuses_422\",\"since\":\"2026-03-01T09:00:00Z\"}]}");
        assertThat(run("", "hubs"))
                .startsWith("0 ")
                .contains("refusing", "certificate_refused", "waiting 3 since", "41 ", "hub_refuses_422");
        assertThat(run("", "pass-again")).startsWith("2 ").contains("which message?");
        assertThat(run("", "pass-again", "x")).startsWith("2 ").contains("no number");
        answers.put("/hubs/redelivery", "{\"again\":[41],\"notParked\":[]}");
        assertThat(run("", "pass-again", "--all")).startsWith("0 ").contains("1 of 1");
        assertThat(asked).contains("/hubs/redelivery {\"messages\":[41]}");
        answers.put("/hubs/redelivery", "{\"again\":[],\"notParked\":[7]}");
        assertThat(run("", "pass-again", "7")).startsWith("0 ").contains("0 of 1", "[7]");
    }

    @Test
    void everythingThatFailsSaysWhatToDo() {
        assertThat(run("", "members", "--colour")).startsWith("2 ").contains("--help");
        assertThat(run("", "members", "--hub", "parma")).startsWith("2 ").contains("no address of a hub");
        assertThat(run("", "members", "--key", folder.resolve("none").toString()))
                .startsWith("1 ")
                .contains("ops/snodo new-key");
        answers.put("/members", "{\"code\":\"token_invalid\"}");
        status = 401;
        assertThat(run("", "members")).startsWith("1 ").contains("operators.yaml", key.yaml());
        hub.stop(0);
        assertThat(run("", "members")).startsWith("1 ").contains("no hub answers");
    }

    @Test
    void programsGetTheHubsAnswerAsItIs() {
        answers.put(
                "/acts",
                "{\"items\":[{\"id\":1,\"at\":\"2026-11-22T10:00:00Z\",\"operator\":\"gestore\",\"kind\":\"apply\",\"what\":\"x\",\"result\":\"done\"}]}");
        assertThat(run("", "audit", "--json")).startsWith("0 ").contains("\"operator\" : \"gestore\"");
        assertThat(run("", "audit")).startsWith("0 ").containsPattern("gestore +apply");
    }

    private String run(String typed, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        if (!all.contains("--hub")) {
            all.addAll(List.of("--hub", "http://127.0.0.1:" + hub.getAddress().getPort()));
        }
        if (!all.contains("--key")) {
            all.addAll(List.of("--key", folder.resolve("operator.json").toString()));
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        int code = Snodo.run(all, new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)), out, out);
        return code + " " + said.toString(StandardCharsets.UTF_8);
    }
}
