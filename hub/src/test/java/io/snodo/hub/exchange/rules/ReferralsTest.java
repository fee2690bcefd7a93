package io.snodo.hub.exchange.rules;

import static io.snodo.hub.exchange.rules.Story.BRESCIA;
import static io.snodo.hub.exchange.rules.Story.PARMA;
import static io.snodo.hub.exchange.rules.Story.REGGIO;
import static io.snodo.hub.exchange.rules.Story.TRENTO;
import static io.snodo.hub.exchange.rules.Story.VENEZIA;
import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.HandoverAccept;
import io.snodo.messages.body.HandoverAssign;
import io.snodo.messages.body.HandoverRefer;
import io.snodo.messages.body.HandoverWithdraw;
import io.snodo.messages.body.NoteAdd;
import io.snodo.messages.body.Outcome;
import io.snodo.messages.body.Status;
import io.snodo.messages.body.TicketResolve;
import io.snodo.messages.custody.Custody;
import io.snodo.messages.refusal.RefusalCode;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReferralsTest {
    private static final HandoverRefer REFER = new HandoverRefer("nobody's");

    @Test
    void pastTheHopLimitTheTicketWaitsForTheOperatorAndItsOwnerKeepsIt() {
        Story story = wandered();
        story.refuses(story.message(VENEZIA, List.of(REGGIO), 4, story.offer()), story.offer(), RefusalCode.HOP_LIMIT);
        Ticket referred = story.happens(VENEZIA, 4, REFER).ticket();
        assertThat(referred.custody().owner()).isEqualTo(VENEZIA);
        story.refuses(VENEZIA, 4, new TicketResolve(Outcome.SOLVED, null), RefusalCode.REFERRAL_OPEN);
        story.happens(VENEZIA, 4, new NoteAdd("waiting", Audience.PARTIES, null));
    }

    @Test
    void theOperatorPlacesItWithWhomNoAgreementBinds() {
        Story story = wandered();
        UUID referral = referred(story);
        HandoverAssign assign = new HandoverAssign(referral, "its road");
        story.refuses(story.message(VENEZIA, List.of(BRESCIA), 4, assign), assign, RefusalCode.HUB_ONLY);
        Ruling.Happens placed = story.happens(story.message(MemberCode.HUB, List.of(BRESCIA), 0, assign), assign);
        assertThat(placed.ticket().custody().owner()).isEqualTo(BRESCIA);
        assertThat(placed.ticket().custody().epoch()).isEqualTo(5);
        assertThat(placed.ticket().status()).isEqualTo(Status.ACKNOWLEDGED);
        assertThat(placed.newcomer()).isEqualTo(BRESCIA);
        assertThat(placed.readers()).contains(VENEZIA, PARMA, REGGIO, BRESCIA);
        story.refuses(story.message(MemberCode.HUB, List.of(PARMA), 0, assign), assign, RefusalCode.REFERRAL_UNKNOWN);
        story.happens(BRESCIA, 5, REFER);
    }

    @Test
    void placingItWhereItIsLeavesTheEpoch() {
        Story story = wandered();
        HandoverAssign assign = new HandoverAssign(referred(story), "yours after all");
        Ticket placed = story.happens(story.message(MemberCode.HUB, List.of(VENEZIA), 0, assign), assign)
                .ticket();
        assertThat(placed.custody().owner()).isEqualTo(VENEZIA);
        assertThat(placed.custody().epoch()).isEqualTo(4);
    }

    @Test
    void theOwnerMayWithdrawItsReferral() {
        Story story = wandered();
        UUID referral = referred(story);
        story.happens(VENEZIA, 4, new HandoverWithdraw(referral, null));
        HandoverAssign assign = new HandoverAssign(referral, "too late");
        story.refuses(story.message(MemberCode.HUB, List.of(BRESCIA), 0, assign), assign, RefusalCode.REFERRAL_UNKNOWN);
        story.happens(VENEZIA, 4, new TicketResolve(Outcome.NOT_RESPONSIBLE, null));
    }

    @Test
    void isNotPlacedWithAStrangerNorReferredWhileItMayWander() {
        Story story = wandered();
        HandoverAssign assign = new HandoverAssign(referred(story), "a");
        MemberCode stranger = new MemberCode("c_x000");
        story.refuses(
                story.message(MemberCode.HUB, List.of(stranger), 0, assign), assign, RefusalCode.RECIPIENT_UNKNOWN);
        Story.held().refuses(PARMA, 2, REFER, RefusalCode.REFERRAL_EARLY);
    }

    @Test
    void whoIsInTrialIsPlacedNothingRealWith() {
        Story story = wandered();
        HandoverAssign assign = new HandoverAssign(referred(story), "its road");
        story.refuses(story.message(MemberCode.HUB, List.of(TRENTO), 0, assign), assign, RefusalCode.TRIAL_APART);
        story.happens(story.message(MemberCode.HUB, List.of(BRESCIA), 0, assign), assign);
    }

    /** Venezia, Parma, Reggio and back: three hand-overs, epoch 4. */
    private static Story wandered() {
        Story story = Story.held();
        story.happens(REGGIO, 2, new HandoverAccept(story.offered(PARMA, 2, REGGIO)));
        story.happens(VENEZIA, 3, new HandoverAccept(story.offered(REGGIO, 3, VENEZIA)));
        return story;
    }

    private static UUID referred(Story story) {
        return ((Custody.Referred) story.happens(VENEZIA, 4, REFER).ticket().custody()).referral();
    }
}
