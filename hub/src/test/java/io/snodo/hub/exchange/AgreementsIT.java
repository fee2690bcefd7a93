package io.snodo.hub.exchange;

import static io.snodo.hub.TestHub.BRESCIA;
import static io.snodo.hub.TestHub.PARMA;
import static io.snodo.hub.TestHub.REGGIO_CALABRIA;
import static io.snodo.hub.TestHub.VENEZIA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.snodo.hub.TestHub;
import io.snodo.hub.embedded.DatabaseCoordinates;
import io.snodo.hub.members.Change;
import io.snodo.hub.members.Members;
import io.snodo.hub.members.Registrar;
import io.snodo.hub.members.TenantsUnusable;
import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.AgreementAccept;
import io.snodo.messages.body.AgreementWithdraw;
import io.snodo.messages.body.AttachmentOffer;
import io.snodo.messages.body.Deed;
import io.snodo.messages.body.HandoverAccept;
import io.snodo.messages.body.HandoverOffer;
import io.snodo.messages.body.Registry;
import io.snodo.messages.body.ShareGrant;
import io.snodo.messages.body.TicketOpen;
import io.snodo.messages.body.TrackingCode;
import io.snodo.messages.refusal.Lack;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** One agreement from its proposal to its end: Venezia, Parma and Brescia are of the area, Reggio Calabria is not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AgreementsIT {
    private static final String AREA = "area-dimostrativa";
    private static final String TEMPLATE = "area-metropolitana";
    private static final AtomicInteger SERIAL = new AtomicInteger(1);
    private static final Duration SOON = Duration.ofSeconds(20);

    private TestHub hub;
    private Pen venezia;
    private Pen brescia;
    private Pen parma;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        hub = TestHub.prepared(folder);
        Path file = hub.tenant(BRESCIA).resolve("tenant.yaml");
        Files.writeString(file, Files.readString(file).replace("grantsTo: [c_l736, ", "grantsTo: ["));
        hub.startAgain();
        venezia = Pen.of(hub, VENEZIA);
        brescia = Pen.of(hub, BRESCIA);
        parma = Pen.of(hub, PARMA);
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    @Test
    @Order(1)
    void whatIsMissingIsNamedAndHowToGetIt() {
        Refusal refusal = refused(venezia, offer(opened("strade"), BRESCIA), RefusalCode.AGREEMENT_MISSING);

        assertThat(refusal.missing())
                .isEqualTo(new Lack(
                        Lack.Kind.HANDOVER,
                        "c_b157",
                        "c_l736",
                        "strade",
                        AREA,
                        TEMPLATE,
                        1,
                        new Lack.Title("Area metropolitana", "Metropolitan area"),
                        List.of("c_b157", "c_l736")));
        Lack elsewhere = refused(venezia, offer(opened("tributi"), BRESCIA), RefusalCode.AGREEMENT_MISSING)
                .missing();
        assertThat(elsewhere).isNotNull();
        assertThat(elsewhere.template()).as("of all categories").isEqualTo("convenzione-ticket");
        assertThat(elsewhere.agreement()).as("not applied to both").isNull();
    }

    @Test
    @Order(2)
    void nobodyAcceptsForAnotherOrWhatIsNotProposedToItOrWhatItHasNotRead() {
        long before = version();
        AgreementAccept good = accept();
        Pen reggio = Pen.of(hub, REGGIO_CALABRIA);
        refused(reggio, reggio.say(good), RefusalCode.AGREEMENT_UNKNOWN);
        refused(
                venezia,
                venezia.say(new AgreementAccept("nessuno", TEMPLATE, 1, good.digest())),
                RefusalCode.AGREEMENT_UNKNOWN);
        refused(
                venezia,
                venezia.say(new AgreementAccept(AREA, TEMPLATE, 1, "A".repeat(43))),
                RefusalCode.AGREEMENT_DIFFERS);
        assertThat(refused(
                                venezia,
                                venezia.say(new AgreementAccept(AREA, TEMPLATE, 2, good.digest())),
                                RefusalCode.AGREEMENT_DIFFERS)
                        .detail())
                .isEqualTo("it is area-metropolitana version 1");
        refused(
                venezia,
                venezia.say(new AgreementAccept(AREA, "convenzione-ticket", 1, good.digest())),
                RefusalCode.AGREEMENT_DIFFERS);
        refused(
                venezia,
                venezia.say(new AgreementWithdraw(AREA, TEMPLATE, 1, null)),
                RefusalCode.AGREEMENT_NOT_ACCEPTED);
        refused(reggio, reggio.say(new AgreementWithdraw(AREA, TEMPLATE, 1, null)), RefusalCode.AGREEMENT_UNKNOWN);
        Pen forger = new Pen(VENEZIA, "L736", hub.seal(PARMA));
        refused(forger, forger.say(good), RefusalCode.SENDER_MISMATCH);

        assertThat(version()).isEqualTo(before);
        assertThat(area().among()).isEmpty();
    }

    @Test
    @Order(3)
    void oneAloneHasNoAgreement() {
        accepted(venezia, venezia.say(accept()));
        await().atMost(SOON).until(() -> area().among().equals(List.of(VENEZIA)));

        assertThat(refused(venezia, offer(opened("strade"), BRESCIA), RefusalCode.AGREEMENT_MISSING)
                        .missing()
                        .waiting())
                .containsExactly("c_b157");
    }

    @Test
    @Order(4)
    void toAcceptAgainIsTakenAndChangesNothing() {
        long before = version();
        Pen.Written again = venezia.say(accept());
        Decision first = accepted(venezia, again);
        assertThat(submit(venezia, again)).as("a copy").isEqualTo(first);

        await().during(Duration.ofMillis(1500)) // longer than it takes the registry to hear of a word
                .atMost(SOON.plusSeconds(2))
                .until(() -> version() == before);
    }

    @Test
    @Order(5)
    void countsOnceBothHaveAcceptedAndForWhatWasAgreedOnly() {
        accepted(brescia, brescia.say(accept()));
        await().atMost(SOON).until(() -> area().among().contains(BRESCIA));

        accepted(venezia, offer(opened("strade"), BRESCIA));
        refused(venezia, offer(opened("tributi"), BRESCIA), RefusalCode.AGREEMENT_MISSING);
        TicketNumber shared = opened("strade");
        accepted(venezia, venezia.act(shared, 1, new ShareGrant("è di confine"), BRESCIA));
        refused(
                venezia,
                venezia.act(opened("tributi"), 1, new ShareGrant("è di confine"), BRESCIA),
                RefusalCode.AGREEMENT_MISSING);
        assertThat(refused(venezia, attach(shared, 22_000_000, "image/jpeg"), RefusalCode.ATTACHMENT_TOO_LARGE)
                        .detail())
                .contains("area-dimostrativa.1.handover");
        refused(venezia, attach(shared, 1000, "text/csv"), RefusalCode.ATTACHMENT_TYPE_REFUSED);
        accepted(venezia, attach(shared, 1000, "image/jpeg"));
        accepted(venezia, attach(opened("strade"), 22_000_000, "image/jpeg"));
    }

    @Test
    @Order(6)
    void isKeptByTheDatabaseAndNotByTheFolder() throws IOException {
        Registry before = hub.bean(Members.class).registry();
        assertThat(hub.bean(Registrar.class).plan()).isEmpty();
        hub.close();
        hub.startAgain();

        assertThat(hub.bean(Members.class).registry()).isEqualTo(before);
        assertThat(area().among()).containsExactlyInAnyOrder(VENEZIA, BRESCIA);
    }

    @Test
    @Order(7)
    void whoIsSuspendedAcceptsNothing() {
        Registrar registrar = hub.bean(Registrar.class);
        registrar.suspend(PARMA, "prova", "prova", () -> {});
        refused(parma, parma.say(accept()), RefusalCode.MEMBER_SUSPENDED);
        registrar.resume(PARMA, "prova", null, () -> {});
        assertThat(area().waiting()).containsExactly(PARMA);
    }

    @Test
    @Order(8)
    void aNewVersionBindsWhoAcceptsItAndTheOldGoesOnUntilItsDay() throws IOException {
        AgreementAccept old = accept();
        Path file = hub.tenants().resolve("agreements/area-metropolitana.yaml");
        String first = Files.readString(file);
        Files.writeString(file, first.replace("categories: [strade, ", "categories: ["));
        assertThatThrownBy(() -> hub.bean(Registrar.class).plan())
                .isInstanceOf(TenantsUnusable.class)
                .hasMessageContaining("give it version 2");

        Files.writeString(
                file,
                first.replace("categories: [strade, ", "categories: [").replace("version: 1", "version: 2")
                        + "previousUntil: 2099-01-01\n");
        assertThat(hub.bean(Registrar.class).apply("prova", _ -> {}))
                .extracting(Change::what)
                .containsExactly("template area-metropolitana");

        refused(parma, parma.say(old), RefusalCode.AGREEMENT_DIFFERS);
        accepted(venezia, offer(opened("strade"), BRESCIA));
        accepted(venezia, venezia.say(accept()));
        accepted(parma, parma.say(accept()));
        await().atMost(SOON).until(() -> area().among().containsAll(List.of(VENEZIA, PARMA)));
        accepted(venezia, offer(opened("strade"), BRESCIA));
        accepted(brescia, brescia.say(accept()));
        await().atMost(SOON).until(() -> area().among().contains(BRESCIA));
        refused(venezia, offer(opened("strade"), BRESCIA), RefusalCode.AGREEMENT_MISSING);
        accepted(venezia, offer(opened("illuminazione"), BRESCIA));
    }

    @Test
    @Order(9)
    void whatIsUnderWayIsFinishedAndNothingNewBegins() {
        TicketNumber number = opened("illuminazione");
        Pen.Written offer = offer(number, BRESCIA);
        accepted(venezia, offer);
        accepted(brescia, brescia.say(new AgreementWithdraw(AREA, TEMPLATE, 2, "Il consiglio ha deciso altrimenti.")));
        await().atMost(SOON).until(() -> !area().among().contains(BRESCIA));

        accepted(brescia, brescia.act(number, 1, new HandoverAccept(offer.id())));
        Refusal refusal = refused(venezia, offer(opened("illuminazione"), BRESCIA), RefusalCode.AGREEMENT_MISSING);
        assertThat(refusal.missing().waiting()).containsExactly("c_b157");
        refused(
                brescia,
                brescia.say(new AgreementWithdraw(AREA, TEMPLATE, 2, null)),
                RefusalCode.AGREEMENT_NOT_ACCEPTED);
        accepted(brescia, brescia.say(accept()));
        await().atMost(SOON).until(() -> area().among().contains(BRESCIA));
    }

    @Test
    @Order(10)
    void whoGoesInAndOutWithoutEndIsHeardWhenItIsQuieter() throws Exception {
        boolean in = area().among().contains(PARMA);
        int heard = -1;
        boolean waited;
        do {
            heard++;
            in = !in;
            accepted(parma, in ? parma.say(accept()) : parma.say(new AgreementWithdraw(AREA, TEMPLATE, 2, null)));
            waited = !becomes(PARMA, in);
        } while (!waited && heard < 10);
        assertThat(heard).isBetween(1, 6);

        accepted(brescia, brescia.say(new AgreementWithdraw(AREA, TEMPLATE, 2, null)));
        await().atMost(SOON).until(() -> !area().among().contains(BRESCIA));
        assertThat(area().among().contains(PARMA)).as("still waits").isNotEqualTo(in);

        Decision last;
        int more = 0;
        do {
            in = !in;
            last = submit(parma, in ? parma.say(accept()) : parma.say(new AgreementWithdraw(AREA, TEMPLATE, 2, null)));
        } while (last instanceof Decision.Accepted && ++more < 30);
        assertThat(more).isBetween(10, 20);
        assertThat(last)
                .isInstanceOfSatisfying(
                        Decision.Refused.class,
                        no -> assertThat(no.refusal().code()).isEqualTo(RefusalCode.RATE_LIMITED));
        in = !in; // what was refused was not said

        DatabaseCoordinates found = hub.bean(DatabaseCoordinates.class);
        try (Connection owner = DriverManager.getConnection(
                        found.url(), found.owner().username(), found.owner().password());
                Statement statement = owner.createStatement()) {
            statement.execute("set snodo.tenant = 'hub'");
            assertThat(statement.executeUpdate("update agreement_word set at = at - interval '1 hour'"))
                    .isPositive();
        }
        boolean said = in;
        await().atMost(SOON).until(() -> area().among().contains(PARMA) == said);
    }

    /** Within many times as long as it takes. */
    private boolean becomes(MemberCode member, boolean in) {
        try {
            await().atMost(Duration.ofSeconds(5)).until(() -> area().among().contains(member) == in);
            return true;
        } catch (ConditionTimeoutException e) {
            return false;
        }
    }

    private Registry.Agreement area() {
        return hub.bean(Members.class).registry().agreements().stream()
                .filter(each -> each.kind() == Registry.Agreement.Kind.HANDOVER)
                .filter(each -> each.deed() != null && each.deed().agreement().equals(AREA))
                .findFirst()
                .orElseThrow();
    }

    private AgreementAccept accept() {
        Deed deed = Objects.requireNonNull(area().deed());
        assertThat(deed.isWhole()).isTrue();
        return new AgreementAccept(deed.agreement(), deed.template(), deed.version(), deed.digest());
    }

    private long version() {
        return hub.bean(Members.class).registry().version();
    }

    private TicketNumber opened(String category) {
        TicketNumber number = venezia.number(SERIAL.getAndIncrement());
        TrackingCode code = TrackingCode.random();
        accepted(
                venezia,
                venezia.act(
                        number,
                        0,
                        new TicketOpen("Da prendere", null, category, null, "phone", null, code.digest(number))));
        return number;
    }

    private Pen.Written offer(TicketNumber number, MemberCode to) {
        return venezia.act(number, 1, new HandoverOffer("vostro", Instant.now().plus(Duration.ofHours(1)), null), to);
    }

    private Pen.Written attach(TicketNumber number, long size, String type) {
        String digest = UUID.randomUUID().toString().replace("-", "") + "AAAAAAAAAAA";
        return venezia.act(number, 1, new AttachmentOffer("pianta", type, size, digest, null, null, null));
    }

    private Decision submit(Pen by, Pen.Written written) {
        return hub.bean(Exchange.class)
                .submit(new Incoming(written.jws(), by.member(), "test"))
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    private Decision accepted(Pen by, Pen.Written written) {
        Decision decision = submit(by, written);
        assertThat(decision).isInstanceOf(Decision.Accepted.class);
        return decision;
    }

    private Refusal refused(Pen by, Pen.Written written, RefusalCode code) {
        Decision decision = submit(by, written);
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Refused.class,
                        no -> assertThat(no.refusal().code()).isEqualTo(code));
        return ((Decision.Refused) decision).refusal();
    }
}
