package io.snodo.spoke.link.rest;

import static io.snodo.spoke.link.Notary.PARMA;
import static io.snodo.spoke.link.Notary.VENEZIA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.snodo.messages.Message;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.NoteAdd;
import io.snodo.messages.receipt.Frame;
import io.snodo.messages.receipt.Stamp;
import io.snodo.spoke.link.Notary;
import io.snodo.spoke.link.PemKeys;
import io.snodo.spoke.link.Rig;
import io.snodo.spoke.link.amqp.TestAuthority;
import io.snodo.spoke.link.http.Conversation;
import io.snodo.spoke.link.http.HttpLine;
import io.snodo.spoke.link.http.Listen;
import io.snodo.spoke.link.http.Listener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The link over REST, in both manners, with the hub played by the test. */
class RestLineIT {
    @TempDir
    Path folder;

    private final Notary notary = new Notary();
    private TestAuthority authority;
    private FakeRestHub hub;
    private Rig parma;
    private HttpLine line;
    private URI endpoint;

    @BeforeEach
    void start() throws Exception {
        authority = new TestAuthority(folder.resolve("keys"));
        authority.link(PARMA.value());
        authority.signature(PARMA.value());
        hub = new FakeRestHub(notary, authority);
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
        Message waiting = note(1);
        hub.put(notary.delivery(waiting));
        UUID said = say();
        line.start();

        until(() -> hub.heard.size() == 1 && hub.heard.getFirst().id().equals(said));
        until(() -> parma.tickets.recorded.size() == 1);
        until(() -> parma.tickets.delivered.size() == 1);
        // confirmed, so that it waits no longer
        until(() ->
                hub.calls.stream().filter(call -> call.equals("POST messages")).count() >= 3);
    }

    /** hub/decisions/0102: one call to leave it, one for its outcome, and four signatures. */
    @Test
    void aMessageCostsTwoCallsAndFourSignatures() throws Exception {
        line = line(false);
        say();
        line.start();
        until(() -> parma.tickets.recorded.size() == 1);

        List<String> about =
                hub.calls.stream().filter(call -> call.contains("submissions/")).toList();
        assertThat(about).singleElement().asString().endsWith("/outcome");
        assertThat(hub.tokens).containsEntry("messages", 3);
        assertThat(hub.tokens.get(about.getFirst().substring("GET ".length()))).isEqualTo(1);
    }

    @Test
    void whatIsNotDecidedYetIsAskedForAgain() throws Exception {
        line = line(false);
        hub.undecided = 2;
        say();
        line.start();

        until(() -> parma.tickets.recorded.size() == 1);
        assertThat(hub.calls.stream().filter(call -> call.startsWith("GET submissions/")))
                .as("after the first in vain, and in between")
                .hasSizeGreaterThanOrEqualTo(4);
    }

    @Test
    void ticketsDoNotWaitForEachOtherAndAMessageWaitsForTheOneBeforeIt() throws Exception {
        line = line(false);
        UUID first = say(1);
        UUID second = say(1);
        List<UUID> others = List.of(say(2), say(3), say(4), say(5), say(6));
        line.start();

        until(() -> hub.heard.size() == 7);
        List<UUID> heard = hub.heard.stream().map(Message::id).toList();
        assertThat(heard).containsAll(others).containsSubsequence(first, second);
        assertThat(heard.getLast()).as("its turn came with the second round").isEqualTo(second);
    }

    @Test
    void whatIsRepeatedIsAppliedOnce() throws Exception {
        line = line(false);
        Frame.Delivery delivery = notary.delivery(note(1));
        hub.put(delivery);
        hub.put(delivery);
        line.start();

        until(() -> parma.tickets.delivered.size() == 1);
        hub.put(delivery);
        Message next = note(2);
        hub.put(notary.delivery(next));
        until(() -> parma.tickets.delivered.size() == 2);
    }

    @Test
    void aHubThatIsBusyIsAskedAgainAndNothingIsLost() throws Exception {
        line = line(false);
        hub.refusing = 503;
        say();
        line.start();
        until(() -> hub.calls.stream().filter("POST messages"::equals).count() >= 4);
        assertThat(hub.heard).isEmpty();
        assertThat(hub.calls.stream().filter("GET status"::equals))
                .as("it is not begun anew")
                .hasSize(1);

        hub.refusing = 0;

        until(() -> parma.tickets.recorded.size() == 1);
        assertThat(parma.link.state().connected()).isTrue();
    }

    @Test
    void anAnswerThatTheHubHasNotSignedIsNotBelieved() throws Exception {
        line = line(false);
        hub.unsigned = true;
        hub.put(notary.delivery(note(1)));
        line.start();

        until(() -> hub.calls.stream().filter("GET status"::equals).count() >= 3);
        assertThat(parma.tickets.delivered).isEmpty();
        until(() -> String.valueOf(parma.link.state().why()).contains("not signed"));
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

        HttpResponse<String> delivered = hub.call(endpoint, FakeRestHub.items(notary.delivery(note(1))), null);
        HttpResponse<String> told = hub.call(endpoint, Map.of("message", said, "receipt", stamp), null);

        assertThat(delivered.statusCode()).as(delivered.body()).isEqualTo(200);
        assertThat(delivered.body()).isEqualTo("{\"correlation\":\"of-this-test\"}");
        assertThat(told.statusCode()).isEqualTo(200);
        until(() -> parma.tickets.delivered.size() == 1 && parma.tickets.recorded.size() == 1);
        assertThat(hub.calls).as("asks for nothing").noneMatch(call -> call.contains("deliveries"));
    }

    @Test
    void theEndpointTakesNothingThatTheHubHasNotSigned() throws Exception {
        line = line(true);
        line.start();
        Map<String, Object> body = FakeRestHub.items(notary.delivery(note(1)));
        until(() -> hub.calls.contains("GET status"));

        assertThat(hub.call(endpoint, body, Map.of("items", List.of())).statusCode())
                .as("signed over something else")
                .isEqualTo(401);
        assertThat(post(endpoint, client(PARMA.value())).statusCode())
                .as("a member, without the hub's token")
                .isEqualTo(401);
        assertThatThrownBy(() -> post(endpoint, HttpClient.newHttpClient())).isInstanceOf(IOException.class);
        assertThat(parma.tickets.delivered).isEmpty();
    }

    private HttpClient client(String name) throws IOException {
        return HttpClient.newBuilder().sslContext(tls(name)).build();
    }

    private static HttpResponse<String> post(URI to, HttpClient client) throws Exception {
        try (client) {
            return client.send(
                    HttpRequest.newBuilder(to)
                            .timeout(Duration.ofSeconds(20))
                            .POST(HttpRequest.BodyPublishers.ofString("{\"items\":[]}"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private HttpLine line(boolean called) throws IOException {
        OwnTokens tokens = new OwnTokens(
                PemKeys.chain(authority.file("c_g337.signature.pem")),
                PemKeys.key(
                        authority.file("c_g337.signature.key"),
                        PemKeys.chain(authority.file("c_g337.signature.pem")).getFirst()),
                PARMA,
                "hub",
                Clock.systemUTC());
        HubTokens hubs = new HubTokens(PemKeys.chain(authority.file("authority.pem")), PARMA, Clock.systemUTC());
        RestDoor door = new RestDoor(hub.url(), tls(PARMA.value()), tokens, hubs, Duration.ofSeconds(20));
        Listener listening = called
                ? new Listener(
                        new Listen("127.0.0.1", endpoint.getPort(), endpoint),
                        tls(PARMA.value()),
                        new Endpoint(hubs, parma.mailroom))
                : null;
        Conversation conversation = new Conversation(
                parma.mailroom, door, called ? endpoint : null, Duration.ofMillis(200), Clock.systemUTC());
        return new HttpLine(parma.mailroom, conversation, listening, Duration.ofMillis(200));
    }

    private SSLContext tls(String name) throws IOException {
        return PemKeys.client(
                authority.file(name + ".link.pem"),
                authority.file(name + ".link.key"),
                authority.file("authority.pem"));
    }

    private UUID say() {
        return say(1);
    }

    private UUID say(int ticket) {
        NoteAdd note = new NoteAdd("una nota", Audience.PARTIES, null);
        return parma.store
                .transaction()
                .execute(_ -> parma.outbox.say(TicketNumber.mint("G337", ticket), 1, List.of(), note));
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
