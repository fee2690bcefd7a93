package io.snodo.hub.doors;

import static io.snodo.hub.TestHub.BRESCIA;
import static io.snodo.hub.TestHub.VENEZIA;
import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.hub.TestAuthority;
import io.snodo.hub.TestHub;
import io.snodo.hub.doors.modi.ModiClient;
import io.snodo.hub.doors.soap.RestMember;
import io.snodo.hub.doors.soap.SoapMember;
import io.snodo.hub.embedded.DatabaseCoordinates;
import io.snodo.hub.embedded.artemis.Spoke;
import io.snodo.hub.exchange.Pen;
import io.snodo.messages.Addresses;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.CallMode;
import io.snodo.messages.body.CallTransfer;
import io.snodo.messages.body.TrackingCode;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The same bad octets through every door: the same published code each time, and nothing changes. */
class EveryDoorIT {
    private static final long PATIENCE_MILLIS = 60_000;
    /** What a message could change. That it was refused, and a submission's outcome, is not among it. */
    private static final List<String> KEPT =
            List.of("message", "ticket", "delivery", "evidence_batch", "original", "registry_version");

    /** One way in, tried as Venezia: the refusal's code, or {@code accepted}. */
    private interface Door {
        String answer(String octets) throws Exception;
    }

    @TempDir
    static Path folder;

    private static final Map<String, Door> DOORS = new LinkedHashMap<>();
    private static final List<AutoCloseable> OPEN = new ArrayList<>();
    private static TestHub hub;
    private static BadLetters letters;

    @BeforeAll
    static void start() throws Exception {
        hub = TestHub.prepare(folder);
        TestAuthority.Identity stolen = hub.authority().seal("stolen");
        Path certificates = Files.createDirectories(hub.tenant(VENEZIA).resolve("certificates"));
        Path revoked = Files.createDirectories(certificates.resolve("revoked"));
        Files.copy(stolen.certificate(), revoked.resolve("stolen.pem"));
        hub.startAgain("snodo.api.rate.burst=10000", "server.tomcat.connection-timeout=1s");
        openDoors();
        Pen brescia = Pen.of(hub, BRESCIA);
        TicketNumber foreign = brescia.number(1);
        RestMember opener = kept(new RestMember(hub, BRESCIA));
        assertThat(opener.decision(brescia.open(foreign, TrackingCode.random()).jws()))
                .isEqualTo("accepted");
        letters = BadLetters.of(hub, TestHub.seal(stolen), foreign);
    }

    private static void openDoors() throws Exception {
        Connection amqp = kept(Spoke.connect(hub.brokerPort(), hub.authority(), hub.link(VENEZIA)));
        Session session = amqp.createSession(Session.AUTO_ACKNOWLEDGE);
        MessageConsumer answers = session.createConsumer(session.createQueue(Addresses.of(VENEZIA)));
        DOORS.put("AMQP", octets -> byAmqp(session, answers, octets));
        DOORS.put("JSON API", kept(new RestMember(hub, VENEZIA))::decision);
        ModiClient rest = kept(new ModiClient(hub, VENEZIA));
        DOORS.put("REST", octets -> byRest(rest, octets));
        SoapMember soap = kept(new SoapMember(hub, VENEZIA));
        DOORS.put("SOAP", octets -> bySoap(soap, octets));
    }

    private static <T extends AutoCloseable> T kept(T open) {
        OPEN.add(open);
        return open;
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable each : OPEN) {
            each.close();
        }
        hub.close();
    }

    static List<BadLetters.Bad> bad() {
        return letters.all();
    }

    @ParameterizedTest
    @MethodSource("bad")
    void theSameNoAtEveryDoorAndNothingChanges(BadLetters.Bad bad) throws Exception {
        Map<String, Long> before = counts();

        Map<String, String> answers = new LinkedHashMap<>();
        for (Map.Entry<String, Door> door : DOORS.entrySet()) {
            answers.put(door.getKey(), door.getValue().answer(bad.octets()));
        }

        assertThat(answers.values()).as(answers.toString()).containsOnly(bad.code());
        assertThat(counts()).isEqualTo(before);
    }

    /** What a call is answered depends on nothing that one of the bindings has and another has not. */
    @Test
    void aCallGetsTheSameAnswerAtEveryDoor() throws Exception {
        Pen venezia = Pen.of(hub, VENEZIA);
        Map<String, Pen.Written> calls = new LinkedHashMap<>();
        calls.put("accepted", venezia.say(call(Duration.ofMinutes(10)), BRESCIA));
        calls.put("recipient_unknown", venezia.say(call(Duration.ofMinutes(10)), new MemberCode("c_z999")));
        calls.put("to_self", venezia.say(call(Duration.ofMinutes(10)), VENEZIA));
        calls.put("deadline_invalid", venezia.say(call(Duration.ofMinutes(40)), BRESCIA));
        calls.put("schema_invalid", venezia.say(call(Duration.ofMinutes(10))));

        for (Map.Entry<String, Pen.Written> call : calls.entrySet()) {
            for (Map.Entry<String, Door> door : DOORS.entrySet()) {
                assertThat(door.getValue().answer(call.getValue().jws()))
                        .as(door.getKey())
                        .isEqualTo(call.getKey());
            }
        }
    }

    private static CallTransfer call(Duration rings) {
        return new CallTransfer(
                "linea-7Kq2",
                CallMode.BLIND,
                "strade",
                null,
                "Una buca",
                Instant.now().plus(rings),
                null,
                null);
    }

    /** Half a request, and then nothing more: the hub waits so long and no longer. */
    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/messages", "/rest/staffetta/v1/messages", "/soap/staffetta/v1"})
    void whoFallsSilentIsLeft(String path) throws Exception {
        URI door = path.startsWith("/api") ? hub.url() : hub.bindings();
        Map<String, Long> before = counts();
        try (Socket line = line(door)) {
            line.setSoTimeout((int) PATIENCE_MILLIS);
            String half = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/xml\r\n"
                    + "Content-Length: 1000\r\n\r\n<half";
            line.getOutputStream().write(half.getBytes(StandardCharsets.US_ASCII));
            line.getOutputStream().flush();
            String answer = new String(line.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).matches(Pattern.compile("(HTTP/1.1 [45].*)?", Pattern.DOTALL));
        }
        assertThat(counts()).isEqualTo(before);
    }

    private static Socket line(URI door) throws Exception {
        return door.getScheme().equals("https")
                ? ModiClient.tls(hub.authority(), hub.link(VENEZIA))
                        .getSocketFactory()
                        .createSocket(door.getHost(), door.getPort())
                : new Socket(door.getHost(), door.getPort());
    }

    private static String byAmqp(Session session, MessageConsumer answers, String octets) throws Exception {
        BytesMessage message = session.createBytesMessage();
        message.writeBytes(octets.getBytes(StandardCharsets.UTF_8));
        message.setJMSCorrelationID("bad");
        try (MessageProducer toHub = session.createProducer(session.createQueue(Addresses.TO_HUB))) {
            toHub.send(message);
        } catch (JMSException e) { // rejected by the broker, with the code first
            return String.valueOf(e.getMessage()).split(" ", 2)[0];
        }
        JsonNode frame = Json.MAPPER.readTree(answers.receive(PATIENCE_MILLIS).getBody(byte[].class));
        return frame.has("problem")
                ? frame.path("problem").path("code").asString()
                : frame.path("frame").asString().replace("receipts", "accepted");
    }

    private static String byRest(ModiClient rest, String octets) throws Exception {
        HttpResponse<String> taken = rest.post(octets);
        if (taken.statusCode() != 202) {
            return code(taken);
        }
        String correlation = taken.headers().firstValue("X-Correlation-ID").orElseThrow();
        return code(rest.get("submissions/" + correlation + "/outcome"));
    }

    private static String code(HttpResponse<String> answer) {
        JsonNode json = Json.MAPPER.readTree(answer.body());
        return (json.has("problem") ? json.path("problem") : json).path("code").asString("accepted");
    }

    private static String bySoap(SoapMember soap, String octets) throws Exception {
        String text = octets.replace("&", "&amp;").replace("<", "&lt;");
        SoapMember.Answer taken = soap.ask("<s:submit><s:sealed>" + text + "</s:sealed></s:submit>");
        if (!taken.code().isEmpty()) {
            return taken.code();
        }
        String code =
                soap.about(taken.first("X-Correlation-ID"), "<s:outcome/>").code();
        return code.isEmpty() ? "accepted" : code;
    }

    /** As the owner of the tables, whom no row is hidden from. */
    private static Map<String, Long> counts() throws SQLException {
        DatabaseCoordinates database = hub.bean(DatabaseCoordinates.class);
        Map<String, Long> counts = new LinkedHashMap<>();
        try (java.sql.Connection owner = DriverManager.getConnection(
                        database.url(),
                        database.owner().username(),
                        database.owner().password());
                Statement statement = owner.createStatement()) {
            for (String table : KEPT) {
                try (ResultSet row = statement.executeQuery("select count(*) from " + table)) {
                    row.next();
                    counts.put(table, row.getLong(1));
                }
            }
        }
        return counts;
    }
}
