package io.snodo.ops.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Hands that a hub would never have recorded: what holds when the hub itself cannot be trusted (ST-328). */
class CustodyTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private final List<Recorded> messages = new ArrayList<>();

    @Test
    void followsOfferAndAcceptance() {
        says("ticket.open", "venezia", 0, null, null, "venezia", 1);
        says("handover.offer", "venezia", 1, "parma", null, "venezia", 1);
        says("handover.accept", "parma", 1, null, "2", "parma", 2);
        says("handover.offer", "parma", 2, "brescia", null, "parma", 2);
        says("handover.expire", "hub", 0, null, "4", "parma", 2);
        says("handover.offer", "parma", 2, "venezia", null, "parma", 2);
        says("handover.reject", "venezia", 2, null, "6", "parma", 2);
        says("handover.offer", "parma", 2, "venezia", null, "parma", 2);
        says("handover.withdraw", "parma", 2, null, "8", "parma", 2);

        assertThat(Custody.of(messages)).hasSize(2);
    }

    @Test
    void followsAPlacingByTheHubsOperator() {
        says("ticket.open", "venezia", 0, null, null, "venezia", 1);
        says("handover.refer", "venezia", 1, null, null, "venezia", 1);
        says("handover.withdraw", "venezia", 1, null, "2", "venezia", 1);
        says("handover.refer", "venezia", 1, null, null, "venezia", 1);
        says("handover.assign", "hub", 0, "parma", "4", "parma", 2);

        assertThat(Custody.of(messages)).extracting(Custody.Holding::owner).containsExactly("venezia", "parma");
    }

    @Test
    void theHubPlacesNothingThatNobodyReferred() {
        says("ticket.open", "venezia", 0, null, null, "venezia", 1);
        says("handover.assign", "hub", 0, "parma", "1", "parma", 2);

        flawed("placed_without_referral", () -> Custody.of(messages));
    }

    @Test
    void nobodyButTheHubPlaces() {
        says("ticket.open", "venezia", 0, null, null, "venezia", 1);
        says("handover.refer", "venezia", 1, null, null, "venezia", 1);
        says("handover.assign", "parma", 1, "parma", "2", "parma", 2);

        flawed("placed_without_referral", () -> Custody.of(messages));
    }

    @Test
    void nobodyRefersWhatAnotherHolds() {
        says("ticket.open", "venezia", 0, null, null, "venezia", 1);
        says("handover.refer", "parma", 1, null, null, "venezia", 1);

        flawed("referral_not_the_owners", () -> Custody.of(messages));
    }

    @Test
    void nobodyTakesWhatWasOfferedToAnother() {
        says("ticket.open", "venezia", 0, null, null, "venezia", 1);
        says("handover.offer", "venezia", 1, "parma", null, "venezia", 1);
        says("handover.accept", "brescia", 1, null, "2", "brescia", 2);

        flawed("accepted_without_offer", () -> Custody.of(messages));
    }

    @Test
    void nobodyTakesWhatIsNoLongerOffered() {
        says("ticket.open", "venezia", 0, null, null, "venezia", 1);
        says("handover.offer", "venezia", 1, "parma", null, "venezia", 1);
        says("handover.withdraw", "venezia", 1, null, "2", "venezia", 1);
        says("handover.accept", "parma", 1, null, "2", "parma", 2);

        flawed("accepted_without_offer", () -> Custody.of(messages));
    }

    @Test
    void nobodyOffersWhatAnotherHolds() {
        says("ticket.open", "venezia", 0, null, null, "venezia", 1);
        says("handover.offer", "parma", 1, "brescia", null, "venezia", 1);

        flawed("offer_not_the_owners", () -> Custody.of(messages));
    }

    @Test
    void nobodyOffersUnderAnOlderEpoch() {
        says("ticket.open", "venezia", 0, null, null, "venezia", 1);
        says("handover.offer", "venezia", 1, "parma", null, "venezia", 1);
        says("handover.accept", "parma", 1, null, "2", "parma", 2);
        says("handover.offer", "parma", 1, "brescia", null, "parma", 2);

        flawed("offer_not_the_owners", () -> Custody.of(messages));
    }

    @Test
    void noRecordMovesATicketByItself() {
        says("ticket.open", "venezia", 0, null, null, "venezia", 1);
        says("note.add", "parma", 0, null, null, "parma", 2);

        flawed("record_says_another_owner", () -> Custody.of(messages));
    }

    @Test
    void aTicketBeginsWithItsOpeningAndIsOpenedOnce() {
        says("note.add", "venezia", 0, null, null, "venezia", 1);
        flawed("does_not_begin", () -> Custody.of(messages));

        messages.clear();
        says("ticket.open", "venezia", 0, null, null, "venezia", 1);
        says("ticket.open", "parma", 0, null, null, "parma", 1);
        flawed("opened_twice", () -> Custody.of(messages));
    }

    private void says(
            String type,
            String from,
            long under,
            @Nullable String to,
            @Nullable String about,
            String owner,
            long epoch) {
        int sequence = messages.size() + 1;
        messages.add(new Recorded(
                String.valueOf(sequence),
                "",
                type,
                from,
                to == null ? List.of() : List.of(to),
                under,
                about,
                sequence,
                epoch,
                owner,
                NOON.plusSeconds(sequence),
                null,
                Hidden.NOTHING,
                new EvidenceFile.Entry("", "", 1, sequence, List.of())));
    }

    private static void flawed(String key, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Flaw.class, flaw -> assertThat(flaw.key()).isEqualTo(key));
    }
}
