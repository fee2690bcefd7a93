package io.snodo.spoke.link.soap;

import static io.snodo.spoke.link.Notary.PARMA;
import static io.snodo.spoke.link.Notary.VENEZIA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snodo.envelopes.Envelope;
import io.snodo.messages.Json;
import io.snodo.messages.Message;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.NoteAdd;
import io.snodo.messages.body.Receipt;
import io.snodo.messages.receipt.Frame;
import io.snodo.messages.receipt.Stamp;
import io.snodo.messages.refusal.Problem;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.messages.xml.Told;
import io.snodo.spoke.link.Notary;
import io.snodo.spoke.link.PemKeys;
import io.snodo.spoke.link.Rig;
import io.snodo.spoke.link.amqp.TestAuthority;
import io.snodo.spoke.link.http.Conversation;
import io.snodo.spoke.link.http.HttpLine;
import io.snodo.spoke.link.http.HubCertificate;
import io.snodo.spoke.link.http.Listen;
import io.snodo.spoke.link.http.Listener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** The link over SOAP, in both manners, with the hub played by the test. */
class SoapLineIT {
    private static final int RESET = 0;

    private static final TicketNumber TICKET = TicketNumber.mint("G337", 1);

    @TempDir
    static Path keys;

    private static TestAuthority authority;

    @TempDir
    Path folder;

    private final Notary notary = new Notary();
    private FakeSoapHub hub;
    private Rig parma;
    private HttpLine line;
    private URI endpoint;

    @BeforeAll
    static void issue() throws Exception {
        authority = new TestAuthority(keys);
        for (String name : List.of("hub", PARMA.value())) {
            authority.link(name);
            authority.signature(name);
        }
    }

    @BeforeEach
    void start() throws Exception {
        hub = new FakeSoapHub(notary, authority);
        parma = new Rig(folder.resolve("parma"), notary, PARMA);
        parma.mailroom.receive(List.of(Notary.bytes(notary.registry(1, VENEZIA, PARMA))));
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            endpoint = URI.create("https://127.0.0.1:" + free.getLocalPort() + "/staffetta");
        }
    }

    @AfterEach
    void stop() throws Exception {
        line.close();
        hub.close();
        parma.close();
    }

    @Test
    void whoAsksSaysWhatItHasToSayAndGetsWhatWaits() throws Exception {
        line = line(false);
        hub.put(notary.delivery(note(1)));
        UUID said = say();
        line.start();

        until(() -> hub.heard.size() == 1 && hub.heard.getFirst().id().equals(said));
        until(() -> parma.tickets.recorded.size() == 1);
        until(() -> parma.tickets.delivered.size() == 1);
        until(() -> hub.waiting() == 0); // confirmed
        hub.progress(new Frame.Step(said, VENEZIA, Receipt.Level.L3, null));
        until(() -> parma.store
                .jdbc()
                .sql("select level from outbox_step where message = ?")
                .param(said.toString())
                .query(String.class)
                .list()
                .equals(List.of("L3")));
    }

    @Test
    void whatTheExchangeRefusesIsToldWithItsReasonAndIsNotSentAgain() throws Exception {
        line = line(false);
        hub.deciding = RefusalCode.TICKET_UNKNOWN;
        UUID said = say();
        line.start();

        until(() -> parma.tickets.refused.equals(List.of(said)));
        String problem = parma.store
                .jdbc()
                .sql("select problem from outbox where state = 'refused'")
                .query(String.class)
                .single();
        assertThat(Json.MAPPER.readValue(problem, Problem.class))
                .isEqualTo(FakeSoapHub.problem(RefusalCode.TICKET_UNKNOWN));
    }

    @Test
    void aHubThatIsBusyIsAskedAgainAndNothingIsLost() throws Exception {
        line = line(false);
        hub.refusing = RefusalCode.HUB_BUSY;
        say();
        line.start();
        until(() -> hub.calls.stream().filter("submit"::equals).count() >= 4);
        assertThat(hub.heard).isEmpty();
        assertThat(hub.calls.stream().filter("status"::equals))
                .as("it is not begun anew")
                .hasSize(1);

        hub.refusing = null;

        until(() -> parma.tickets.recorded.size() == 1);
        assertThat(parma.link.state().connected()).isTrue();
    }

    @Test
    void anAnswerThatTheHubHasNotSignedForThisCallIsNotBelieved() throws Exception {
        line = line(false);
        hub.unsigned = true;
        hub.put(notary.delivery(note(1)));
        line.start();
        until(() -> hub.calls.size() >= 2);
        hub.unsigned = false;
        hub.toSomethingElse = true;
        int before = hub.calls.size();
        until(() -> hub.calls.size() >= before + 2);

        assertThat(parma.tickets.delivered).isEmpty();
        assertThat(hub.calls).containsOnly("status");
        assertThat(parma.link.state().why()).isNotNull();
        hub.toSomethingElse = false;
        until(() -> parma.tickets.delivered.size() == 1);
    }

    @Test
    void whoIsCalledTakesWhatTheHubBringsAndAcknowledgesIt() throws Exception {
        line = line(true);
        line.start();
        UUID said = say();
        until(() -> hub.heard.size() == 1);
        Stamp stamp = notary.stamp(parma.store
                .jdbc()
                .sql("select jws from outbox")
                .query(String.class)
                .single());
        Element deliver = deliver(1);
        Element tell = Told.root("tell");
        Told.result(tell, said, stamp, null);

        HttpResponse<byte[]> delivered = hub.call(endpoint, deliver);
        HttpResponse<byte[]> told = hub.call(endpoint, tell);

        assertThat(delivered.statusCode()).as(text(delivered)).isEqualTo(200);
        Envelope answer = HubEnvelopes.read(delivered.body()).orElseThrow();
        assertThat(answer.payload().getLocalName()).isEqualTo("deliverResponse");
        assertThat(answer.headerText(HubEnvelopes.CORRELATION)).hasValue("of-this-test");
        assertThat(told.statusCode()).isEqualTo(200);
        until(() -> parma.tickets.delivered.size() == 1 && parma.tickets.recorded.size() == 1);
        assertThat(hub.calls).as("asks for nothing").doesNotContain("collect", "outcome");
        assertThat(hub.replyTos).containsOnly(endpoint.toString());
    }

    @Test
    void theEndpointTakesNothingThatTheHubHasNotSignedForIt() throws Exception {
        line = line(true);
        line.start();
        until(() -> hub.calls.contains("status"));
        byte[] good = hub.envelope(endpoint, deliver(1));
        byte[] changed = new String(hub.envelope(endpoint, deliver(2)), StandardCharsets.UTF_8)
                .replace("of-this-test", "of-that-test")
                .getBytes(StandardCharsets.UTF_8);

        refusedAsAStrangers(hub.call(endpoint, deliver(3), FakeSoapHub.signer(authority, PARMA.value())));
        refusedAsAStrangers(hub.send(endpoint, changed));
        refusedAsAStrangers(hub.send(endpoint, hub.envelope(URI.create("https://other.example/x"), deliver(4))));
        refusedAsAStrangers(hub.send(endpoint, "<x/>".getBytes(StandardCharsets.UTF_8)));
        assertThat(statusOrReset(new byte[9 * 1024 * 1024])).isIn(413, RESET);
        assertThat(parma.tickets.delivered).isEmpty();
        assertThat(hub.send(endpoint, good).statusCode()).isEqualTo(200);
        refusedAsAStrangers(hub.send(endpoint, good));
        HttpResponse<byte[]> unknown = hub.call(endpoint, Told.root("erase"));
        assertThat(unknown.statusCode()).isEqualTo(500);
        assertThat(text(unknown)).contains("method_not_allowed");
    }

    /** Who goes on sending after the answer may see no more than that the connection has ended. */
    private int statusOrReset(byte[] body) throws Exception {
        try {
            return hub.send(endpoint, body).statusCode();
        } catch (IOException e) {
            return RESET;
        }
    }

    /** Told without a problem: what was brought is not at fault (ST-604). */
    private static void refusedAsAStrangers(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(text(answer)).contains("Fault").doesNotContain("retryable");
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private Element deliver(int serial) {
        Element deliver = Told.root("deliver");
        Told.delivery(deliver, notary.delivery(note(serial)));
        return deliver;
    }

    private HttpLine line(boolean called) throws IOException {
        SSLContext tls = PemKeys.client(
                authority.file("c_g337.link.pem"), authority.file("c_g337.link.key"), authority.file("authority.pem"));
        HubEnvelopes hubs = new HubEnvelopes(
                new HubCertificate(PemKeys.chain(authority.file("authority.pem")), Clock.systemUTC()),
                Clock.systemUTC());
        SoapDoor door = new SoapDoor(
                hub.url(),
                tls,
                FakeSoapHub.signer(authority, PARMA.value()),
                hubs,
                Duration.ofSeconds(20),
                Clock.systemUTC());
        Listener listener = called
                ? new Listener(
                        new Listen("127.0.0.1", endpoint.getPort(), endpoint),
                        tls,
                        new Endpoint(endpoint, hubs, FakeSoapHub.signer(authority, PARMA.value()), parma.mailroom))
                : null;
        Conversation conversation = new Conversation(
                parma.mailroom, door, called ? endpoint : null, Duration.ofMillis(200), Clock.systemUTC());
        return new HttpLine(parma.mailroom, conversation, listener, Duration.ofMillis(200));
    }

    private UUID say() {
        return parma.store
                .transaction()
                .execute(_ -> parma.outbox.say(TICKET, 1, List.of(), new NoteAdd("una nota", Audience.PARTIES, null)));
    }

    private static Message note(int serial) {
        return Message.of(
                Clock.systemUTC(),
                VENEZIA,
                List.of(),
                TicketNumber.mint("L736", serial),
                1,
                new NoteAdd("a street light", Audience.PARTIES, null));
    }

    private static void until(Callable<Boolean> there) {
        await().atMost(Duration.ofSeconds(60)).until(there);
    }
}
