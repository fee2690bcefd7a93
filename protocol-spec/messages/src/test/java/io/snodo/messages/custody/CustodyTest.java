package io.snodo.messages.custody;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.MemberCode;
import io.snodo.messages.custody.Custody.Ruling;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CustodyTest {
    private static final MemberCode VENEZIA = new MemberCode("c_l736");
    private static final MemberCode PARMA = new MemberCode("c_g337");
    private static final MemberCode BRESCIA = new MemberCode("c_b157");
    private static final MemberCode REGGIO = new MemberCode("c_h224");
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant DEADLINE = NOW.plusSeconds(60);
    private static final UUID FIRST = new UUID(1, 1);
    private static final UUID SECOND = new UUID(2, 2);

    private final Custody opened = Custody.opened(VENEZIA);
    private final Custody offered = granted(opened, offer(FIRST, VENEZIA, 1, PARMA));

    @Test
    void staysWithItsOwnerWhileItIsOnOffer() {
        assertThat(offered).isEqualTo(new Custody.Offered(VENEZIA, 1, List.of(), FIRST, PARMA, DEADLINE));
    }

    @Test
    void passesOnWithTheNextEpochWhenAccepted() {
        assertThat(granted(offered, new Move.Accept(FIRST, PARMA, 1, NOW)))
                .isEqualTo(new Custody.Held(PARMA, 2, List.of(VENEZIA)));
    }

    @Test
    void returnsUnchangedWhenRejectedWithdrawnOrExpired() {
        assertThat(granted(offered, new Move.Reject(FIRST, PARMA, 1, NOW))).isEqualTo(opened);
        assertThat(granted(offered, new Move.Withdraw(FIRST, VENEZIA, 1, NOW))).isEqualTo(opened);
        assertThat(granted(offered, new Move.Expire(FIRST, DEADLINE))).isEqualTo(opened);
    }

    @Test
    void refusesAnActSignedUnderAnOlderEpochAndSaysSoToTheOldOwner() {
        Custody passed = granted(offered, new Move.Accept(FIRST, PARMA, 1, NOW));

        assertThat(denied(passed, offer(SECOND, VENEZIA, 1, BRESCIA))).isEqualTo(RefusalCode.EPOCH_STALE);
        assertThat(denied(passed, offer(SECOND, PARMA, 1, BRESCIA))).isEqualTo(RefusalCode.EPOCH_STALE);
        assertThat(denied(passed, offer(SECOND, VENEZIA, 2, BRESCIA))).isEqualTo(RefusalCode.OWNER_ONLY);
        assertThat(passed.fence(VENEZIA, 1)).contains(Refusal.of(RefusalCode.EPOCH_STALE));
        assertThat(passed.fence(VENEZIA, 2)).contains(Refusal.of(RefusalCode.OWNER_ONLY));
        assertThat(passed.fence(PARMA, 2)).isEmpty();
    }

    @Test
    void takesAnAnswerOnlyFromWhomItWasOfferedTo() {
        assertThat(denied(offered, new Move.Accept(FIRST, BRESCIA, 1, NOW))).isEqualTo(RefusalCode.OFFER_NOT_YOURS);
        assertThat(denied(offered, new Move.Reject(FIRST, VENEZIA, 1, NOW))).isEqualTo(RefusalCode.OFFER_NOT_YOURS);
        assertThat(denied(offered, new Move.Withdraw(FIRST, PARMA, 1, NOW))).isEqualTo(RefusalCode.OWNER_ONLY);
    }

    @Test
    void takesNoAnswerFromTheDeadlineOnEvenIfTheOfferHasNotBeenEndedYet() {
        Instant lastMoment = DEADLINE.minusNanos(1);
        assertThat(opened.after(offer(FIRST, VENEZIA, 1, PARMA))).isInstanceOf(Ruling.Granted.class);
        assertThat(offered.after(new Move.Accept(FIRST, PARMA, 1, lastMoment))).isInstanceOf(Ruling.Granted.class);

        assertThat(denied(offered, new Move.Accept(FIRST, PARMA, 1, DEADLINE))).isEqualTo(RefusalCode.OFFER_UNKNOWN);
        assertThat(denied(offered, new Move.Expire(FIRST, lastMoment))).isEqualTo(RefusalCode.DEADLINE_INVALID);
    }

    @Test
    void takesNoAnswerToAnotherOffer() {
        assertThat(denied(offered, new Move.Accept(SECOND, PARMA, 1, NOW))).isEqualTo(RefusalCode.OFFER_UNKNOWN);
        assertThat(denied(offered, new Move.Expire(SECOND, DEADLINE))).isEqualTo(RefusalCode.OFFER_UNKNOWN);
        assertThat(denied(opened, new Move.Accept(FIRST, PARMA, 1, NOW))).isEqualTo(RefusalCode.OFFER_UNKNOWN);
    }

    @Test
    void makesOneOfferAtATime() {
        assertThat(denied(offered, offer(SECOND, VENEZIA, 1, BRESCIA))).isEqualTo(RefusalCode.OFFER_OPEN);
        assertThat(denied(offered, offer(SECOND, PARMA, 1, BRESCIA))).isEqualTo(RefusalCode.OWNER_ONLY);
    }

    @Test
    void makesNoOfferToItself() {
        assertThat(denied(opened, offer(FIRST, VENEZIA, 1, VENEZIA))).isEqualTo(RefusalCode.OFFER_TO_SELF);
    }

    @Test
    void wantsADeadlineInTheFutureAndNotTooFar() {
        for (Instant deadline :
                List.of(NOW, NOW.minusSeconds(1), NOW.plus(Duration.ofDays(30)).plusNanos(1))) {
            assertThat(denied(opened, new Move.Offer(FIRST, VENEZIA, 1, PARMA, deadline, NOW)))
                    .isEqualTo(RefusalCode.DEADLINE_INVALID);
        }
        assertThat(opened.after(new Move.Offer(FIRST, VENEZIA, 1, PARMA, NOW.plus(Duration.ofDays(30)), NOW)))
                .isInstanceOf(Ruling.Granted.class);
    }

    @Test
    void goesBackToItsOriginatorButToNobodyElseThatHasPassedItOn() {
        Custody atParma = new Custody.Held(PARMA, 2, List.of(VENEZIA));
        Custody back = new Custody.Held(VENEZIA, 3, List.of(VENEZIA, PARMA));

        assertThat(atParma.after(offer(SECOND, PARMA, 2, VENEZIA))).isInstanceOf(Ruling.Granted.class);
        assertThat(denied(back, offer(SECOND, VENEZIA, 3, PARMA))).isEqualTo(RefusalCode.ALREADY_HELD);
        assertThat(back.after(offer(SECOND, VENEZIA, 3, BRESCIA))).isInstanceOf(Ruling.Granted.class);
    }

    @Test
    void stopsAfterThreeHandovers() {
        Custody third = new Custody.Held(REGGIO, 4, List.of(VENEZIA, PARMA, BRESCIA));

        assertThat(denied(third, offer(SECOND, REGGIO, 4, VENEZIA))).isEqualTo(RefusalCode.HOP_LIMIT);
    }

    private static Move.Offer offer(UUID id, MemberCode by, int epoch, MemberCode to) {
        return new Move.Offer(id, by, epoch, to, DEADLINE, NOW);
    }

    private static Custody granted(Custody custody, Move move) {
        assertThat(custody.after(move)).isInstanceOf(Ruling.Granted.class);
        return ((Ruling.Granted) custody.after(move)).custody();
    }

    private static RefusalCode denied(Custody custody, Move move) {
        assertThat(custody.after(move)).isInstanceOf(Ruling.Denied.class);
        return ((Ruling.Denied) custody.after(move)).refusal().code();
    }
}
