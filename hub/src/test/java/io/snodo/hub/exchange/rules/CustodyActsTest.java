package io.snodo.hub.exchange.rules;

import static io.snodo.hub.exchange.rules.Story.BRESCIA;
import static io.snodo.hub.exchange.rules.Story.PARMA;
import static io.snodo.hub.exchange.rules.Story.REGGIO;
import static io.snodo.hub.exchange.rules.Story.VENEZIA;
import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.MemberCode;
import io.snodo.messages.body.HandoverAccept;
import io.snodo.messages.body.HandoverExpire;
import io.snodo.messages.body.HandoverReject;
import io.snodo.messages.body.HandoverWithdraw;
import io.snodo.messages.body.Outcome;
import io.snodo.messages.body.Status;
import io.snodo.messages.body.StatusSet;
import io.snodo.messages.body.TicketConfirm;
import io.snodo.messages.body.TicketResolve;
import io.snodo.messages.refusal.RefusalCode;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CustodyActsTest {
    @Test
    void anOfferLetsItsTargetInAndTellsItWhatThePartiesKnow() {
        Story story = Story.opened();
        Ruling.Happens offered = story.happens(story.message(VENEZIA, List.of(PARMA), 1, story.offer()), story.offer());
        assertThat(offered.newcomer()).isEqualTo(PARMA);
        assertThat(offered.readers()).containsExactlyInAnyOrder(VENEZIA, PARMA);
        assertThat(offered.ticket().custody().owner()).isEqualTo(VENEZIA);
    }

    @Test
    void anAcceptancePassesTheTicketOnAndAcknowledgesIt() {
        Ticket ticket = Story.held().ticket();
        assertThat(ticket.custody().owner()).isEqualTo(PARMA);
        assertThat(ticket.custody().epoch()).isEqualTo(2);
        assertThat(ticket.status()).isEqualTo(Status.ACKNOWLEDGED);
        assertThat(ticket.parties()).containsExactlyInAnyOrder(VENEZIA, PARMA);
    }

    @Test
    void aRejectionReturnsTheTicketAndItsSenderIsAPartyNoMore() {
        Story story = Story.held();
        UUID offer = story.offered(PARMA, 2, BRESCIA);
        Ruling.Happens rejected = story.happens(BRESCIA, 2, new HandoverReject(offer, "not ours", REGGIO));
        assertThat(rejected.readers()).contains(VENEZIA, PARMA, BRESCIA);
        assertThat(rejected.ticket().custody().owner()).isEqualTo(PARMA);
        assertThat(rejected.ticket().parties()).doesNotContain(BRESCIA);
        story.refuses(BRESCIA, 2, new HandoverAccept(offer), RefusalCode.TICKET_UNKNOWN);
    }

    @Test
    void theOwnerMayWithdrawAndNobodyElse() {
        Story story = Story.opened();
        UUID offer = story.offered(VENEZIA, 1, PARMA);
        story.refuses(PARMA, 1, new HandoverWithdraw(offer, null), RefusalCode.OWNER_ONLY);
        assertThat(story.happens(VENEZIA, 1, new HandoverWithdraw(offer, null))
                        .ticket()
                        .parties())
                .containsExactly(VENEZIA);
    }

    @Test
    void onlyTheHubEndsAnOfferAndOnlyAfterItsDeadline() {
        Story story = Story.opened();
        UUID offer = story.offered(VENEZIA, 1, PARMA);
        story.refuses(MemberCode.HUB, 0, new HandoverExpire(offer), RefusalCode.DEADLINE_INVALID);
        story.after(Duration.ofHours(2)).refuses(VENEZIA, 1, new HandoverExpire(offer), RefusalCode.HUB_ONLY);
        Ruling.Happens expired = story.happens(MemberCode.HUB, 0, new HandoverExpire(offer));
        assertThat(expired.readers()).contains(VENEZIA, PARMA);
        assertThat(expired.ticket().custody().owner()).isEqualTo(VENEZIA);
    }

    @Test
    void anAnswerAfterTheDeadlineIsLate() {
        Story story = Story.opened();
        UUID offer = story.offered(VENEZIA, 1, PARMA);
        story.after(Duration.ofHours(1)).refuses(PARMA, 1, new HandoverAccept(offer), RefusalCode.OFFER_UNKNOWN);
    }

    @Test
    void refusesAnOfferToNobodyToTwoToAStrangerAndToOneWithoutAgreement() {
        Story story = Story.opened();
        story.refuses(VENEZIA, 1, story.offer(), RefusalCode.SCHEMA_INVALID);
        story.refuses(
                story.message(VENEZIA, List.of(PARMA, REGGIO), 1, story.offer()),
                story.offer(),
                RefusalCode.SCHEMA_INVALID);
        MemberCode stranger = new MemberCode("c_x000");
        story.refuses(
                story.message(VENEZIA, List.of(stranger), 1, story.offer()),
                story.offer(),
                RefusalCode.RECIPIENT_UNKNOWN);
        story.refuses(
                story.message(VENEZIA, List.of(BRESCIA), 1, story.offer()),
                story.offer(),
                RefusalCode.AGREEMENT_MISSING);
    }

    @Test
    void refusesAnOfferUnderAnOlderEpochOrByOneWhoIsNotTheOwner() {
        Story story = Story.held();
        story.refuses(
                story.message(VENEZIA, List.of(REGGIO), 1, story.offer()), story.offer(), RefusalCode.EPOCH_STALE);
        story.refuses(story.message(VENEZIA, List.of(REGGIO), 2, story.offer()), story.offer(), RefusalCode.OWNER_ONLY);
    }

    @Test
    void refusesAnOfferOfWhatIsResolvedOrAtItsEnd() {
        Story story = Story.resolved();
        story.refuses(
                story.message(PARMA, List.of(REGGIO), 2, story.offer()), story.offer(), RefusalCode.STATUS_ILLEGAL);
        story.happens(VENEZIA, 0, new TicketConfirm(null));
        story.refuses(story.message(PARMA, List.of(REGGIO), 2, story.offer()), story.offer(), RefusalCode.TICKET_FINAL);
    }

    @Test
    void aFormerOwnerActsUnderAnOlderEpochAndIsTold() {
        Story.held().refuses(VENEZIA, 1, new StatusSet(Status.IN_PROGRESS, null), RefusalCode.EPOCH_STALE);
    }

    @Test
    void noOfferIsLeftOpenOnATicketThatIsResolved() {
        Story story = Story.held();
        story.offered(PARMA, 2, REGGIO);
        story.refuses(PARMA, 2, new TicketResolve(Outcome.SOLVED, null), RefusalCode.OFFER_OPEN);
    }
}
