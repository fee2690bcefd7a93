package io.snodo.spoke.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.body.Body;
import io.snodo.messages.body.OverflowStart;
import io.snodo.messages.body.OverflowStop;
import io.snodo.messages.receipt.Record;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.spoke.link.Answer;
import io.snodo.spoke.link.Link;
import io.snodo.spoke.link.RegistryCopy;
import io.snodo.spoke.store.Store;
import io.snodo.spoke.tenant.Tenant;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HelpTest {
    private static final MemberCode BRESCIA = new MemberCode("c_b157");
    private static final MemberCode REGGIO = new MemberCode("c_h224");
    private static final UUID EPISODE = UUID.fromString("01980000-0000-7000-8000-000000000001");

    @TempDir
    Path folder;

    private Instant now = Instant.parse("2026-11-22T09:00:00Z");
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private Store store;
    private Link link;
    private Help brescia;

    @BeforeEach
    void open() {
        store = Store.open(folder);
        RegistryCopy registry = new RegistryCopy(store.jdbc());
        link = new Link(store, registry, clock, _ -> {});
        link.up();
        brescia = new Help(store.jdbc(), tenant(BRESCIA), registry, link, clock, _ -> {});
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void isOnOfferFromTheHubsStartToItsStop() {
        assertThat(deliver(start())).isEqualTo(new Answer.Taken());
        assertThat(brescia.onOffer("tributi")).map(Episode::helper).contains(REGGIO);
        assertThat(brescia.onOffer("verde")).isEmpty();
        assertThat(brescia.given()).isEmpty();

        deliver(stop());

        assertThat(brescia.onOffer()).isEmpty();
    }

    @Test
    void staysEndedIfTheStartComesAfterTheStop() {
        deliver(stop());
        deliver(start());

        assertThat(brescia.onOffer()).isEmpty();
    }

    @Test
    void isNotShownWhenTheHubHasBeenAwayForLong() {
        deliver(start());
        link.down("gone");
        now = now.plus(Duration.ofSeconds(60));
        assertThat(brescia.onOffer()).hasSize(1);
        now = now.plus(Duration.ofSeconds(60));
        assertThat(brescia.onOffer()).isEmpty();

        link.up();

        assertThat(brescia.onOffer()).hasSize(1);
    }

    @Test
    void growsTooOldToBeTrue() {
        deliver(start());
        now = now.plus(Duration.ofHours(13));

        assertThat(brescia.onOffer()).isEmpty();
    }

    @Test
    void onlyTheHubBeginsAndEndsIt() {
        assertThat(deliver(REGGIO, start())).isEqualTo(new Answer.Rejected(RefusalCode.HUB_ONLY));
        assertThat(brescia.onOffer()).isEmpty();
        deliver(start());

        assertThat(deliver(REGGIO, stop())).isEqualTo(new Answer.Rejected(RefusalCode.HUB_ONLY));
        assertThat(brescia.onOffer()).hasSize(1);
    }

    private Answer deliver(Body body) {
        return deliver(MemberCode.HUB, body);
    }

    private Answer deliver(MemberCode from, Body body) {
        Message message = Message.of(clock, from, List.of(BRESCIA), body);
        return brescia.deliver(
                message,
                new Record(message.id(), "digest", from, message.type(), null, 0, 0, null, null, null, null, now));
    }

    private static OverflowStart start() {
        return new OverflowStart(EPISODE, BRESCIA, REGGIO, "urp", "tributi", "5 waiting");
    }

    private static OverflowStop stop() {
        return new OverflowStop(EPISODE, BRESCIA, REGGIO, "urp", "calm");
    }

    private static Tenant tenant(MemberCode member) {
        return new Tenant(
                member,
                member.value(),
                "B157",
                "017029",
                List.of("it"),
                ZoneId.of("Europe/Rome"),
                null,
                new Tenant.Office("urp", "URP"),
                List.of("tributi"),
                4,
                new Tenant.Queue("urp", 5, 2));
    }
}
