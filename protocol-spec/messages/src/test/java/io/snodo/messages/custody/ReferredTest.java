package io.snodo.messages.custody;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.MemberCode;
import io.snodo.messages.Samples;
import io.snodo.messages.custody.Custody.Ruling;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReferredTest {
    private static final UUID REFERRAL = new UUID(1, 1);
    private static final Custody WANDERED =
            new Custody.Held(Samples.VENEZIA, 4, List.of(Samples.VENEZIA, Samples.PARMA, Samples.BRESCIA));
    private static final Custody.Referred REFERRED =
            new Custody.Referred(Samples.VENEZIA, 4, WANDERED.visited(), REFERRAL, Samples.NOW);

    @Test
    void isReachedPastTheHopLimitAndNotBefore() {
        assertThat(WANDERED.after(refer(Samples.VENEZIA, 4))).isEqualTo(new Ruling.Granted(REFERRED));
        assertThat(Custody.opened(Samples.VENEZIA).after(refer(Samples.VENEZIA, 1)))
                .isEqualTo(denied(RefusalCode.REFERRAL_EARLY));
        assertThat(WANDERED.after(refer(Samples.VENEZIA, 3))).isEqualTo(denied(RefusalCode.EPOCH_STALE));
        assertThat(WANDERED.after(refer(Samples.PARMA, 4))).isEqualTo(denied(RefusalCode.OWNER_ONLY));
    }

    @Test
    void leavesTheOwnerTheOwnerAndLetsItThinkAgain() {
        assertThat(REFERRED.owner()).isEqualTo(Samples.VENEZIA);
        assertThat(REFERRED.after(new Move.Withdraw(REFERRAL, Samples.VENEZIA, 4, Samples.NOW)))
                .isEqualTo(new Ruling.Granted(WANDERED));
        assertThat(REFERRED.after(new Move.Withdraw(REFERRAL, Samples.PARMA, 4, Samples.NOW)))
                .isEqualTo(denied(RefusalCode.OWNER_ONLY));
        assertThat(REFERRED.after(refer(Samples.VENEZIA, 4))).isEqualTo(denied(RefusalCode.REFERRAL_OPEN));
    }

    @Test
    void isPlacedWithAnybodyAlsoWhoHasHeldItOrHoldsIt() {
        assertThat(REFERRED.after(new Move.Assign(REFERRAL, Samples.PARMA, Samples.NOW)))
                .isEqualTo(new Ruling.Granted(new Custody.Held(
                        Samples.PARMA, 5, List.of(Samples.VENEZIA, Samples.PARMA, Samples.BRESCIA, Samples.VENEZIA))));
        assertThat(REFERRED.after(new Move.Assign(REFERRAL, Samples.VENEZIA, Samples.NOW)))
                .isEqualTo(new Ruling.Granted(WANDERED));
    }

    @Test
    void isNotPlacedTwiceNorWhereNobodyAsked() {
        for (Custody custody : List.of(WANDERED, Custody.opened(Samples.VENEZIA))) {
            assertThat(custody.after(new Move.Assign(REFERRAL, Samples.PARMA, Samples.NOW)))
                    .isEqualTo(denied(RefusalCode.REFERRAL_UNKNOWN));
        }
        assertThat(REFERRED.after(new Move.Assign(new UUID(1, 2), Samples.PARMA, Samples.NOW)))
                .isEqualTo(denied(RefusalCode.REFERRAL_UNKNOWN));
    }

    private static Move refer(MemberCode by, int epoch) {
        return new Move.Refer(REFERRAL, by, epoch, Samples.NOW);
    }

    private static Ruling denied(RefusalCode code) {
        return new Ruling.Denied(Refusal.of(code));
    }
}
