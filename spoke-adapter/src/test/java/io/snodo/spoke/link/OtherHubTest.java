package io.snodo.spoke.link;

import static io.snodo.spoke.link.Notary.PARMA;
import static io.snodo.spoke.link.Notary.VENEZIA;
import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.NoteAdd;
import io.snodo.messages.body.Registry;
import io.snodo.messages.body.Status;
import io.snodo.messages.body.TicketBody;
import io.snodo.messages.receipt.Frame;
import io.snodo.messages.receipt.Record;
import io.snodo.messages.receipt.Stamp;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.Sealed;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Venezia is behind another hub, whose word counts for Venezia's tickets and for nobody else's (ST-746). */
class OtherHubTest {
    private static final MemberCode EAST = new MemberCode("hub_east");
    private static final TicketNumber VENEZIAS = TicketNumber.mint("L736", 7);
    private static final TicketNumber OURS = TicketNumber.mint("G337", 7);

    @TempDir
    Path folder;

    private final Notary hub = new Notary();
    private final SealKey east = SealKey.generate();
    private final SealKey stranger = SealKey.generate();
    private long batch;
    private Rig parma;

    @BeforeEach
    void knowsWhoIsBehindWhom() {
        parma = new Rig(folder, hub, PARMA);
        parma.receive(registry(1, east));
        parma.apply();
    }

    @AfterEach
    void close() {
        parma.close();
    }

    @Test
    void takesTheStampOfTheHubThatTheOriginatorIsBehind() {
        Message other = note(VENEZIAS, "a");
        parma.receive(new Frame.Delivery(
                hub.seal(other).jws(),
                delivery(hub.seal(note(VENEZIAS, "x")), note(VENEZIAS, "x"), east)
                        .stamp()));
        Message note = note(VENEZIAS, "b");
        parma.receive(delivery(hub.seal(note), note, east));
        parma.apply();

        assertThat(parma.tickets.delivered).contains("b");
        assertThat(unverified()).as("the first was stamped for another message").isEqualTo(1);
    }

    @Test
    void takesThatHubsOwnWord() {
        Message word = said(MemberCode.HUB, VENEZIAS, new NoteAdd("east says", Audience.PARTIES, null));
        parma.receive(delivery(Sealed.seal(word, east), word, east));
        parma.apply();

        assertThat(parma.tickets.delivered).containsExactly("east says");
    }

    @Test
    void takesNoOtherStampAndThatOneForNoOtherTicket() {
        Message ours = note(OURS, "ours");
        Message foreign = note(VENEZIAS, "by a stranger");
        parma.receive(delivery(hub.seal(ours), ours, east), delivery(hub.seal(foreign), foreign, stranger));
        parma.apply();

        assertThat(parma.tickets.delivered).isEmpty();
        assertThat(unverified()).isEqualTo(2);
    }

    @Test
    void remembersTheOtherHubsWhenItBeginsAgain() {
        parma.close();
        parma = new Rig(folder, hub, PARMA);
        Message note = note(VENEZIAS, "after");
        parma.receive(delivery(hub.seal(note), note, east));
        parma.apply();

        assertThat(parma.tickets.delivered).containsExactly("after");
    }

    @Test
    void goesByTheNewKeysOfAHubThatHasChangedThem() {
        SealKey fresh = SealKey.generate();
        parma.receive(registry(2, fresh));
        parma.apply();
        Message old = note(VENEZIAS, "old");
        Message note = note(VENEZIAS, "fresh");
        parma.receive(delivery(hub.seal(old), old, east), delivery(hub.seal(note), note, fresh));
        parma.apply();

        assertThat(parma.tickets.delivered).containsExactly("fresh");
    }

    private Frame.Delivery registry(long version, SealKey key) {
        Registry.Member venezia = Notary.entry(
                        VENEZIA, List.of(hub.speaker(VENEZIA).key().verifyKey().jwk()))
                .behind(EAST);
        Registry.Member ours =
                Notary.entry(PARMA, List.of(hub.speaker(PARMA).key().verifyKey().jwk()));
        return hub.delivery(hub.message(
                MemberCode.HUB,
                new Registry(
                        version,
                        List.of(venezia, ours),
                        List.of(),
                        List.of(),
                        List.of(),
                        0,
                        0,
                        0,
                        List.of(new Registry.Hub(
                                EAST, "East", List.of(key.verifyKey().jwk()), null)))));
    }

    private static Message note(TicketNumber ticket, String text) {
        return said(VENEZIA, ticket, new NoteAdd(text, Audience.PARTIES, null));
    }

    private static Message said(MemberCode from, TicketNumber ticket, TicketBody body) {
        return Message.of(Clock.systemUTC(), from, List.of(), ticket, 1, body);
    }

    private Frame.Delivery delivery(Sealed sealed, Message message, SealKey key) {
        Record record = new Record(
                message.id(),
                sealed.digest(),
                message.from(),
                message.type(),
                message.ticket(),
                ++batch,
                1,
                VENEZIA,
                Status.TRIAGE,
                null,
                null,
                Instant.now());
        return new Frame.Delivery(
                sealed.jws(),
                Stamp.batch(List.of(record), new Stamp.Batch(batch, null, Instant.now()), key)
                        .getFirst());
    }

    private long unverified() {
        return count("select count(*) from unverified");
    }

    private long count(String sql) {
        return parma.store.jdbc().sql(sql).query(Long.class).single();
    }
}
