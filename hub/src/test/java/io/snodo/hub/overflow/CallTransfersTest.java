package io.snodo.hub.overflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.hub.exchange.Deliberation.Verdict;
import io.snodo.hub.members.Members;
import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.CallMode;
import io.snodo.messages.body.CallTransfer;
import io.snodo.messages.body.Registry;
import io.snodo.messages.body.Registry.Agreement;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.messages.seal.SealKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CallTransfersTest {
    private static final MemberCode VENEZIA = new MemberCode("c_l736");
    private static final MemberCode PARMA = new MemberCode("c_g337");
    private static final MemberCode BRESCIA = new MemberCode("c_b157");
    private static final MemberCode REGGIO = new MemberCode("c_h224");
    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30Z");

    /** Parma takes tickets from Venezia, Reggio lends Brescia its operators for taxes; nothing else is agreed. */
    private final CallTransfers transfers = new CallTransfers(new Members(
            new Registry(
                    1,
                    List.of(member(VENEZIA), member(PARMA), member(BRESCIA), member(REGGIO)),
                    List.of(
                            new Agreement("a", Agreement.Kind.HANDOVER, PARMA, VENEZIA, List.of()),
                            new Agreement("b", Agreement.Kind.OVERFLOW, REGGIO, BRESCIA, List.of("tributi"))),
                    List.of()),
            SealKey.generate().verifyKey()));

    @Test
    void goesToTheOneMemberThatItNames() {
        assertThat(decide(VENEZIA, PARMA, "strade", NOW.plusSeconds(60), null)).isEqualTo(to(PARMA));
    }

    @Test
    void goesToWhoLendsCapacityForItsCategoryAndForNoOther() {
        assertThat(decide(BRESCIA, REGGIO, "tributi", NOW.plusSeconds(60), null))
                .isEqualTo(to(REGGIO));
        assertThat(lacks(decide(BRESCIA, REGGIO, "strade", NOW.plusSeconds(60), null)))
                .isTrue();
    }

    @Test
    void goesNowhereAgainstTheDirectionOfAnAgreement() {
        assertThat(lacks(decide(PARMA, VENEZIA, "strade", NOW.plusSeconds(60), null)))
                .isTrue();
        assertThat(lacks(decide(REGGIO, BRESCIA, "tributi", NOW.plusSeconds(60), null)))
                .isTrue();
    }

    @Test
    void goesToNobodyOutsideTheNetworkAndNotBackToItsSender() {
        assertThat(decide(VENEZIA, new MemberCode("c_z999"), "strade", NOW.plusSeconds(60), null))
                .isEqualTo(no(RefusalCode.RECIPIENT_UNKNOWN));
        assertThat(decide(VENEZIA, VENEZIA, "strade", NOW.plusSeconds(60), null))
                .isEqualTo(no(RefusalCode.TO_SELF));
    }

    @Test
    void somebodyIsOnTheLineNowAndForHalfAnHourAtMost() {
        assertThat(decide(VENEZIA, PARMA, "strade", NOW, null)).isEqualTo(no(RefusalCode.DEADLINE_INVALID));
        assertThat(decide(VENEZIA, PARMA, "strade", NOW.plusNanos(1), null)).isEqualTo(to(PARMA));
        Instant longest = NOW.plus(Duration.ofMinutes(30));
        assertThat(decide(VENEZIA, PARMA, "strade", longest, null)).isEqualTo(to(PARMA));
        assertThat(decide(VENEZIA, PARMA, "strade", longest.plusNanos(1), null))
                .isEqualTo(no(RefusalCode.DEADLINE_INVALID));
    }

    @Test
    void namesAnyTicketWithTheSameAnswer() {
        TicketNumber nobodys = TicketNumber.mint("ZZZ", 1);

        assertThat(decide(VENEZIA, PARMA, "strade", NOW.plusSeconds(60), nobodys))
                .isEqualTo(to(PARMA));
    }

    private Verdict decide(MemberCode from, MemberCode to, String queue, Instant until, @Nullable TicketNumber ticket) {
        CallTransfer call =
                new CallTransfer("linea-7Kq2", CallMode.BLIND, queue, null, "Una buca", until, ticket, null);
        return transfers.decide(Message.of(Clock.fixed(NOW, ZoneOffset.UTC), from, List.of(to), call), NOW);
    }

    private static boolean lacks(Verdict verdict) {
        return verdict instanceof Verdict.Refuse(Refusal refusal)
                && refusal.code() == RefusalCode.AGREEMENT_MISSING
                && refusal.missing() != null;
    }

    private static Verdict to(MemberCode member) {
        return new Verdict.Forward(List.of(member));
    }

    private static Verdict no(RefusalCode code) {
        return new Verdict.Refuse(Refusal.of(code));
    }

    private static Registry.Member member(MemberCode code) {
        return new Registry.Member(code, code.value(), "X123", "027042", List.of(), List.of(), null);
    }
}
