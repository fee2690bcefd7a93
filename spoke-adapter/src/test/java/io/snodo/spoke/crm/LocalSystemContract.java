package io.snodo.spoke.crm;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.HandoverOffer;
import io.snodo.messages.body.NoteAdd;
import io.snodo.messages.body.Status;
import io.snodo.messages.body.StatusSet;
import io.snodo.messages.body.TicketBody;
import io.snodo.messages.body.TicketOpen;
import io.snodo.messages.receipt.Record;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.spoke.crm.LocalSystem.Applied;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every local system must do; run by each implementation's test. The office is Parma, the other one Venezia. */
public interface LocalSystemContract {
    MemberCode ME = new MemberCode("c_g337");
    MemberCode OTHER = new MemberCode("c_l736");
    TicketNumber TICKET = TicketNumber.mint("L736", 7);

    LocalSystem system();

    /** What a person at the local system sees of the ticket. */
    Shown shown(TicketNumber ticket);

    /** The local system says something itself, in its own way, hoping that the hub will record it. */
    void says(Message own);

    /** {@code notes} in the order shown. */
    record Shown(
            MemberCode owner,
            int epoch,
            Status status,
            @Nullable MemberCode offeredTo,
            List<String> notes) {}

    @Test
    default void showsATicketThatIsOfferedToIt() {
        opened();
        Applied applied = system().apply(offer(2), record(offer(2), 2, Status.TRIAGE, ME));

        assertThat(applied).isInstanceOf(Applied.Done.class);
        assertThat(shown(TICKET)).isEqualTo(new Shown(OTHER, 1, Status.TRIAGE, ME, List.of()));
    }

    @Test
    default void givesTheSameLocalIdToEveryEventOfATicket() {
        Applied first = opened();
        Message note = from(OTHER, new NoteAdd("hello", Audience.PARTIES, null));
        Applied second = system().apply(note, record(note, 2, Status.TRIAGE, null));

        assertThat(second).isEqualTo(first);
    }

    @Test
    default void appliesTheSameEventOnce() {
        opened();
        Message note = from(OTHER, new NoteAdd("hello", Audience.PARTIES, null));
        Record record = record(note, 2, Status.TRIAGE, null);
        Applied first = system().apply(note, record);
        Applied again = system().apply(note, record);

        assertThat(again).isEqualTo(first);
        assertThat(shown(TICKET).notes()).containsExactly("hello");
    }

    @Test
    default void putsALateEventInItsPlaceAndLetsItTurnNothingBack() {
        opened();
        Message early = from(OTHER, new NoteAdd("early", Audience.PARTIES, null));
        Message working = from(OTHER, new StatusSet(Status.IN_PROGRESS, null));
        Message late = from(OTHER, new NoteAdd("late", Audience.PARTIES, null));
        system().apply(early, record(early, 2, Status.TRIAGE, null));
        system().apply(working, record(working, 4, Status.IN_PROGRESS, null));
        system().apply(late, record(late, 3, Status.TRIAGE, null));

        assertThat(shown(TICKET).status()).isEqualTo(Status.IN_PROGRESS);
        assertThat(shown(TICKET).notes()).containsExactly("early", "late");
    }

    @Test
    default void believesTheHubAndNotItselfAboutWhatItSaid() {
        opened();
        Message own = from(ME, new NoteAdd("mine", Audience.PARTIES, null));
        says(own);
        system().recorded(own, record(own, 2, Status.ACKNOWLEDGED, null));
        system().recorded(own, record(own, 2, Status.ACKNOWLEDGED, null));

        assertThat(shown(TICKET).status()).isEqualTo(Status.ACKNOWLEDGED);
        assertThat(shown(TICKET).notes()).containsExactly("mine");
    }

    @Test
    default void takesBackWhatTheHubRefused() {
        opened();
        Shown before = shown(TICKET);
        Message own = from(ME, new StatusSet(Status.IN_PROGRESS, null));
        says(own);
        system().refused(own, Refusal.of(RefusalCode.OWNER_ONLY).problem(null));

        assertThat(shown(TICKET)).isEqualTo(before);
    }

    private Applied opened() {
        Message open =
                from(OTHER, new TicketOpen("a street light", null, "illuminazione", "027042", "phone", null, null));
        return system().apply(open, record(open, 1, Status.TRIAGE, null));
    }

    private static Message offer(int sequence) {
        return from(OTHER, new HandoverOffer("yours", Instant.now().plus(Duration.ofHours(sequence)), null));
    }

    private static Message from(MemberCode sender, TicketBody body) {
        List<MemberCode> to = body instanceof HandoverOffer ? List.of(ME) : List.of();
        return Message.of(Clock.systemUTC(), sender, to, TICKET, 1, body);
    }

    /** The ticket stays Venezia's, in epoch 1. */
    private static Record record(Message message, long sequence, Status status, @Nullable MemberCode offeredTo) {
        return new Record(
                message.id(),
                "digest",
                message.from(),
                message.type(),
                TICKET,
                sequence,
                1,
                OTHER,
                status,
                offeredTo,
                offeredTo == null ? null : Instant.now().plus(Duration.ofHours(1)),
                Instant.now());
    }
}
