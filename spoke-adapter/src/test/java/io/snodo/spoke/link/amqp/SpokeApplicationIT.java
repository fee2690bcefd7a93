package io.snodo.spoke.link.amqp;

import static io.snodo.spoke.link.Notary.PARMA;
import static io.snodo.spoke.link.Notary.VENEZIA;
import static io.snodo.spoke.link.amqp.AmqpLineIT.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.QueueState;
import io.snodo.messages.body.Receipt.Level;
import io.snodo.messages.body.TicketOpen;
import io.snodo.spoke.SpokeApplication;
import io.snodo.spoke.link.Link;
import io.snodo.spoke.link.Notary;
import io.snodo.spoke.link.RegistryCopy;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole spoke as it is started everywhere, over TLS with its client certificate. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SpokeApplicationIT {
    private final Notary notary = new Notary();
    private final HttpClient http = HttpClient.newHttpClient();
    private TestBroker broker;
    private FakeHub hub;
    private ConfigurableApplicationContext spoke;
    private URI home;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        TestAuthority authority = new TestAuthority(folder.resolve("keys"));
        authority.link(PARMA.value());
        authority.seal(PARMA);
        authority.seal(MemberCode.HUB);
        broker = new TestBroker(folder.resolve("broker"), authority.acceptor());
        hub = new FakeHub(broker.url(), notary, PARMA);
        spoke = SpokeApplication.application().run(arguments(folder, authority));
        home = URI.create("http://127.0.0.1:" + spoke.getEnvironment().getProperty("local.server.port"));
    }

    @AfterAll
    void stop() throws Exception {
        spoke.close();
        hub.close();
        broker.close();
    }

    @Test
    void connectsWithItsCertificateAndTakesTheRegistry() {
        until(() -> spoke.getBean(Link.class).isConnected());
        until(() -> spoke.getBean(RegistryCopy.class).current().version() == 1);
    }

    @Test
    void tellsTheHubHowBusyItsQueueIs() {
        until(() -> hub.arrived.stream()
                .map(jws -> notary.open(jws).orElseThrow())
                .anyMatch(m ->
                        m.content() instanceof QueueState state && state.queue().equals("urp")));
    }

    @Test
    void appliesWhatIsDeliveredInTheDeskAndAnswers() {
        Message open = Message.of(
                Clock.systemUTC(),
                VENEZIA,
                List.of(),
                TicketNumber.mint("L736", 1),
                1,
                new TicketOpen("a street light", null, "illuminazione", "027042", "phone", null, null));
        hub.put(notary.delivery(open));

        until(() -> hub.receipts.getOrDefault(open.id(), List.of()).contains(Level.L3));
    }

    @Test
    void showsTheLinkOnTheHealthPageToWhoeverAsks() throws Exception {
        until(() -> spoke.getBean(Link.class).isConnected());
        HttpResponse<String> health = get("/actuator/health");

        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(health.body()).contains("\"connected\":true").contains("\"registryVersion\"");
    }

    @Test
    void letsNobodyInWithoutALoginAndRunsNoForeignScript() throws Exception {
        HttpResponse<String> desk = get("/desk");

        assertThat(desk.statusCode()).isBetween(300, 303);
        assertThat(desk.headers().firstValue("location").orElseThrow()).endsWith("/login");
        assertThat(get("/login").headers().firstValue("content-security-policy").orElseThrow())
                .contains("default-src 'self'");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(home.resolve(path)).build(), BodyHandlers.ofString());
    }

    private String[] arguments(Path folder, TestAuthority authority) throws IOException {
        Path tenant = Files.createDirectories(folder.resolve("tenant"));
        Files.writeString(tenant.resolve("tenant.yaml"), """
                member: c_g337
                name: Comune di Parma
                prefix: G337
                territory: "034027"
                languages: [it, en]
                timezone: Europe/Rome
                office: {code: urp, name: URP}
                skills: [illuminazione]
                operators: 2
                queue: {name: urp, high: 5, low: 2}
                """);
        Files.writeString(tenant.resolve("vocabulary.yaml"), "categories: {\"Lampioni\": illuminazione}\n");
        Path network = Files.writeString(folder.resolve("network.yaml"), """
                version: 1
                categories: [{code: illuminazione, it: Illuminazione, en: Lighting, days: 7}]
                channels: [{code: phone, it: Telefono, en: Telephone}]
                """);
        Path operators = Files.writeString(folder.resolve("operators.yaml"), "[]\n");
        return new String[] {
            "--server.port=0",
            "--snodo.data=" + folder.resolve("data"),
            "--snodo.tenant=" + tenant,
            "--snodo.network-vocabulary=" + network,
            "--snodo.operators=" + operators,
            "--snodo.hub.url=" + broker.tlsUrl(),
            "--snodo.hub.certificate=" + authority.file("hub.seal.pem"),
            "--snodo.seal.key=" + authority.file("c_g337.seal.key"),
            "--snodo.seal.certificate=" + authority.file("c_g337.seal.pem"),
            "--snodo.link.certificate=" + authority.file("c_g337.link.pem"),
            "--snodo.link.key=" + authority.file("c_g337.link.key"),
            "--snodo.link.authority=" + authority.file("authority.pem")
        };
    }
}
