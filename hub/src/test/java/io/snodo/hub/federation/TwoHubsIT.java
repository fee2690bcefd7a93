package io.snodo.hub.federation;

import static io.snodo.hub.TestHub.BRESCIA;
import static io.snodo.hub.TestHub.PARMA;
import static io.snodo.hub.TestHub.REGGIO_CALABRIA;
import static io.snodo.hub.TestHub.VENEZIA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snodo.hub.TestHub;
import io.snodo.hub.correspondents.ByAmqp;
import io.snodo.hub.correspondents.Correspondent;
import io.snodo.hub.exchange.Pen;
import io.snodo.hub.exchange.TicketView;
import io.snodo.hub.exchange.Tickets;
import io.snodo.hub.members.Members;
import io.snodo.hub.tenancy.CurrentTenant;
import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.HandoverAccept;
import io.snodo.messages.body.HandoverOffer;
import io.snodo.messages.body.NoteAdd;
import io.snodo.messages.body.Outcome;
import io.snodo.messages.body.Receipt;
import io.snodo.messages.body.TicketConfirm;
import io.snodo.messages.body.TicketResolve;
import io.snodo.messages.body.TrackingCode;
import io.snodo.messages.receipt.Frame;
import io.snodo.messages.receipt.Record;
import io.snodo.messages.receipt.Stamp;
import io.snodo.messages.seal.Sealed;
import io.snodo.messages.body.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Venezia and Parma are members of one hub, Brescia and Reggio Calabria of another; each has its own authority. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoHubsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final MemberCode EAST = new MemberCode("hub_east");
    private static final MemberCode WEST = new MemberCode("hub_west");

    private TestHub east;
    private TestHub west;
    private String[] settingsEast;
    private String[] settingsWest;
    private Correspondent venezia;
    private Correspondent brescia;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        east = TestHub.prepared(Files.createDirectories(folder.resolve("east")));
        west = TestHub.prepared(Files.createDirectories(folder.resolve("west")));
        east.without(BRESCIA, REGGIO_CALABRIA);
        west.without(VENEZIA, PARMA);
        settingsEast = east.beside(EAST.value(), west, WEST.value(), List.of(VENEZIA), List.of(VENEZIA, PARMA));
        settingsWest = west.beside(WEST.value(), east, EAST.value(), List.of(BRESCIA), List.of(BRESCIA));
        east.startAgain(settingsEast);
        west.startAgain(settingsWest);
        venezia = new ByAmqp(east, VENEZIA);
        brescia = new ByAmqp(west, BRESCIA);
        await().atMost(PATIENCE).until(() -> via(east, BRESCIA).equals(Optional.of(WEST)));
        await().atMost(PATIENCE).until(() -> via(west, VENEZIA).equals(Optional.of(EAST)));
    }

    @AfterAll
    void stop() throws Exception {
        venezia.close();
        brescia.close();
        west.close();
        east.close();
    }

    private static Optional<MemberCode> via(TestHub hub, MemberCode member) {
        return hub.bean(Members.class).via(member);
    }

    @Test
    @Order(1)
    void aTicketPassesFromOneHubToABodyOnTheOtherAndBackToItsEnd() throws Exception {
        Pen opener = Pen.of(east, VENEZIA);
        Pen holder = Pen.of(west, BRESCIA);
        TicketNumber number = opener.number(401);
        TrackingCode code = TrackingCode.random();
        Pen.Written opening = opener.open(number, code);
        said(venezia, opening);
        Pen.Written offer = offer(opener, number, 1, BRESCIA);
        assertThat(said(venezia, offer).offeredTo()).isEqualTo(BRESCIA);

        heard(brescia, opening);
        heard(brescia, offer);
        confirmed(venezia, BRESCIA, offer);

        Pen.Written accepted = holder.act(number, 1, new HandoverAccept(offer.id()));
        Record certificate = said(brescia, accepted);
        assertThat(certificate.owner()).isEqualTo(BRESCIA);
        assertThat(certificate.epoch()).isEqualTo(2);
        assertThat(heard(venezia, accepted)).as("one certificate of custody, for both").isEqualTo(certificate);
        Pen.Written note = holder.act(number, 2, new NoteAdd("Sopralluogo fatto.", Audience.CITIZEN, null));
        said(brescia, note);
        heard(venezia, note);
        confirmed(brescia, VENEZIA, note);
        Pen.Written resolved = holder.act(number, 2, new TicketResolve(Outcome.SOLVED, "Buca chiusa."));
        assertThat(said(brescia, resolved).status()).isEqualTo(Status.RESOLVED);
        heard(venezia, resolved);

        TicketView seen = east.bean(Tickets.class).track(number, code.digest(number)).orElseThrow();
        assertThat(seen.owner()).isEqualTo(BRESCIA);
        assertThat(seen.status()).isEqualTo(Status.RESOLVED);
        assertThat(seen.events().stream().map(TicketView.Event::text)).contains("Sopralluogo fatto.");
        Pen.Written confirmed = opener.act(number, 2, new TicketConfirm(null));
        assertThat(said(venezia, confirmed).status()).isEqualTo(Status.CLOSED);
        assertThat(heard(brescia, confirmed).status()).isEqualTo(Status.CLOSED);
        TicketView end = CurrentTenant.during(VENEZIA, () -> east.bean(Tickets.class).find(number))
                .orElseThrow();
        assertThat(end.sequence()).isEqualTo(6);
        assertThat(end.epoch()).isEqualTo(2);
    }

    private static Pen.Written offer(Pen by, TicketNumber number, int epoch, MemberCode to) {
        return by.act(number, epoch, new HandoverOffer("vostro", Instant.now().plusSeconds(3600), null), to);
    }

    /** L1: the home's stamp, on exactly what was said, whichever hub it was said to. */
    private Record said(Correspondent by, Pen.Written written) throws Exception {
        Record record = record(by.say(written));
        assertThat(record.message()).isEqualTo(written.id());
        assertThat(record.digest()).isEqualTo(Sealed.read(written.jws()).orElseThrow().digest());
        assertThat(record.from()).isEqualTo(by.code());
        return record;
    }

    /** Delivered as it was sealed, with the home's stamp; is confirmed at once. */
    private Record heard(Correspondent by, Pen.Written written) throws Exception {
        Frame.Delivery delivery = await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> find(by, written), Optional::isPresent)
                .orElseThrow();
        Record record = record(delivery.stamp());
        assertThat(record.digest()).isEqualTo(Sealed.read(written.jws()).orElseThrow().digest());
        TestHub hub = by.code().equals(BRESCIA) ? west : east;
        by.mention(Pen.of(hub, by.code())
                .say(new Receipt(Stream.of(Receipt.Level.L2, Receipt.Level.L3, Receipt.Level.L4)
                        .map(level -> new Receipt.Entry(written.id(), record.digest(), level, null))
                        .toList())));
        return record;
    }

    /** L4, as the sender is told. */
    private static void confirmed(Correspondent sender, MemberCode by, Pen.Written written) {
        await().atMost(PATIENCE)
                .until(() -> sender.progress().contains(new Frame.Step(written.id(), by, Receipt.Level.L4, null)));
    }

    private static Optional<Frame.Delivery> find(Correspondent by, Pen.Written written) throws Exception {
        return by.deliveries().stream()
                .filter(each -> each.message().equals(written.jws()))
                .findFirst();
    }

    /** The home of what these tests are about is the eastern hub. */
    private Record record(Stamp stamp) {
        return stamp.verify(east.seal(MemberCode.HUB).verifyKey()).orElseThrow();
    }
}
