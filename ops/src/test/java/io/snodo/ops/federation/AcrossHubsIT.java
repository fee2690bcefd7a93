package io.snodo.ops.federation;

import static io.snodo.ops.demo.DemoMember.BRESCIA;
import static io.snodo.ops.demo.DemoMember.PARMA;
import static io.snodo.ops.demo.DemoMember.REGGIO_CALABRIA;
import static io.snodo.ops.demo.DemoMember.VENEZIA;
import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.hub.HubApplication;
import io.snodo.messages.Json;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.seal.VerifyKey;
import io.snodo.ops.SpokeBeside;
import io.snodo.ops.authority.DemoAuthority;
import io.snodo.ops.demo.DemoFolder;
import io.snodo.ops.demo.DemoMember;
import io.snodo.ops.demo.Logins;
import io.snodo.ops.demo.Ports;
import io.snodo.ops.demo.Premises;
import io.snodo.ops.demo.Settings;
import io.snodo.ops.requests.Request;
import io.snodo.ops.story.surfaces.CitizenPage;
import io.snodo.ops.story.surfaces.Desk;
import io.snodo.ops.story.surfaces.Observe;
import io.snodo.spoke.desk.Destinations;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/** Venezia's desk on the hub of its region, and those of Brescia and Parma on another: people see pages, and no hub. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AcrossHubsIT {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Request REQUEST = new Request("1", "phone", "strade", "Il ponte al confine è chiuso");

    private final List<ConfigurableApplicationContext> running = new ArrayList<>();
    private final Map<DemoMember, ConfigurableApplicationContext> spokes = new EnumMap<>(DemoMember.class);
    private final Map<DemoMember, Desk> desks = new EnumMap<>(DemoMember.class);
    private Place veneto;
    private Place lombardia;

    /** One hub's folder, keys and ports, and the members that are its own. */
    private record Place(String code, DemoFolder folder, Ports ports, List<DemoMember> members) {
        static Place of(String code, Path root, int from, DemoMember... members) throws Exception {
            Place place = new Place(code, new DemoFolder(root), Ports.free(from), List.of(members));
            Premises.furnish(place.folder, SpokeBeside.tenants(), Clock.systemUTC());
            for (DemoMember each : DemoMember.values()) {
                if (!place.members.contains(each)) {
                    FileSystemUtils.deleteRecursively(place.folder.tenant(each));
                }
            }
            Files.writeString(place.folder.tenants().resolve("groups.yaml"), "groups: []\n");
            for (DemoMember each : place.members) {
                Path file = place.folder.tenant(each).resolve("tenant.yaml");
                Files.writeString(
                        file,
                        Files.readString(file)
                                .replaceAll(
                                        "(?s)agreements:\\n( +- .*?\\n)+",
                                        "agreements:\n  - {kind: handover, grantsTo: [%s]}\n"
                                                .formatted(place.members.stream()
                                                        .filter(other -> other != each)
                                                        .map(other ->
                                                                other.code().value())
                                                        .findFirst()
                                                        .orElseThrow())));
            }
            Premises.bind(
                    place.folder,
                    place.members.getFirst(),
                    place.members.getFirst().binding(),
                    Settings.endpoint(place.ports));
            return place;
        }

        /** Lets {@code other} be the neighbour; returns what this hub has to be started with. */
        List<String> beside(Place other) throws Exception {
            VerifyKey key = VerifyKey.read(other.folder.keys().resolve("hub/seal.pem"));
            List<String> ours =
                    members.stream().map(member -> member.code().value()).toList();
            Files.writeString(
                    Files.createDirectories(folder.tenants().resolve("hubs")).resolve(other.code + ".yaml"),
                    """
                            hub: %s
                            name: Rete vicina
                            endpoint: https://127.0.0.1:%d/rest/staffetta/v1
                            tracking: https://vicina.example/track
                            keys: [%s]
                            takes: %s
                            gives: %s
                            """.formatted(
                            other.code, other.ports.bindings(), Json.MAPPER.writeValueAsString(key.jwk()), ours, ours));
            Path issued =
                    DemoAuthority.in(other.folder.keys(), Clock.systemUTC()).issue(code);
            String prefix = "snodo.federation.hubs." + other.code + ".";
            return List.of(
                    "snodo.federation.code=" + code,
                    "snodo.federation.longest-pause=1s",
                    prefix + "certificate=" + issued.resolve("link.pem"),
                    prefix + "key=" + issued.resolve("link.key"),
                    prefix + "signature-certificate=" + issued.resolve("signature.pem"),
                    prefix + "signature-key=" + issued.resolve("signature.key"),
                    prefix + "authority=" + other.folder.keys().resolve("authority.pem"));
        }

        URI hub() {
            return URI.create("http://127.0.0.1:" + ports.hub());
        }
    }

    @BeforeAll
    void start(@TempDir Path root) throws Exception {
        veneto = Place.of("hub_veneto", root.resolve("veneto"), 25_000, VENEZIA, REGGIO_CALABRIA);
        lombardia = Place.of("hub_lombardia", root.resolve("lombardia"), 26_000, BRESCIA, PARMA);
        List<String> first = veneto.beside(lombardia);
        List<String> second = lombardia.beside(veneto);
        startHub(veneto, first);
        startHub(lombardia, second);
        startSpoke(veneto, VENEZIA, VENEZIA.binding());
        startSpoke(lombardia, BRESCIA, BRESCIA.binding());
        startSpoke(lombardia, PARMA, "amqp");
    }

    @AfterAll
    void stop() {
        running.reversed().forEach(ConfigurableApplicationContext::close);
    }

    private void startHub(Place place, List<String> more) {
        List<String> settings = new ArrayList<>(new Settings(place.folder(), place.ports(), null).hub());
        settings.addAll(more);
        running.add(HubApplication.application().run(arguments(settings)));
    }

    private void startSpoke(Place place, DemoMember member, String binding) {
        ConfigurableApplicationContext spoke = SpokeBeside.application()
                .run(arguments(new Settings(place.folder(), place.ports(), null).of(member, binding)));
        running.add(spoke);
        spokes.put(member, spoke);
        URI address = URI.create("http://127.0.0.1:" + place.ports().of(member));
        desks.put(member, Desk.logIn(member, address, Logins.OPERATOR));
    }

    private static String[] arguments(List<String> settings) {
        return settings.stream().map(setting -> "--" + setting).toArray(String[]::new);
    }

    @Test
    void aTicketGoesFromOneNetworkToTheOtherAndOnAndTheCitizenFollowsOneNumber() {
        Desk venezia = desks.get(VENEZIA);
        Desk brescia = desks.get(BRESCIA);
        Desk parma = desks.get(PARMA);
        String contact = venezia.recordContact(REQUEST, "027042", "");
        Desk.Opened opened = venezia.openTicket(contact, REQUEST.subject(), "");
        TicketNumber number = opened.number();
        Observe.until("Venezia may offer it to Brescia", () -> venezia.offers(number, BRESCIA.code()), there -> there);
        assertThat(spokes.get(VENEZIA).getBean(Destinations.class).takingCalls())
                .as("calls do not pass between hubs")
                .extracting(line -> line.member().code())
                .containsExactly(REGGIO_CALABRIA.code());

        venezia.offer(number, BRESCIA, "La riva è vostra.", HOUR);
        brescia.see(
                number,
                "offered to it",
                seen -> seen.offeredTo().equals(brescia.code()) && seen.mentions("La riva è vostra."));
        brescia.accept(number);
        venezia.see(number, "Brescia's", seen -> seen.owner().equals(brescia.code()));

        brescia.note(number, "La squadra passa domani.", "citizen");
        CitizenPage citizen = CitizenPage.open(veneto.hub(), opened);
        Observe.until("the citizen reads what Brescia says", citizen::text, text -> text.contains("passa domani"));
        assertThat(CitizenPage.opens(lombardia.hub(), number.value(), "AAAA-AAAA-AAAA"))
                .as("whoever has no code, on whatever hub")
                .isFalse();

        brescia.offer(number, PARMA, "Il cantiere è vostro.", HOUR);
        parma.see(number, "offered to it", seen -> seen.offeredTo().equals(parma.code()));
        parma.accept(number);
        venezia.see(number, "Parma's", seen -> seen.owner().equals(parma.code()));
        parma.resolve(number, "Il ponte è di nuovo aperto.");
        Observe.until(
                "the citizen reads the outcome", citizen::text, text -> text.contains("Il ponte è di nuovo aperto."));
        citizen.confirm();
        for (Desk desk : List.of(venezia, brescia, parma)) {
            desk.see(number, "closed", seen -> seen.status().equals("closed"));
        }
    }
}
