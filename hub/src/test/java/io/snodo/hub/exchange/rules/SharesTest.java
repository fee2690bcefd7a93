package io.snodo.hub.exchange.rules;

import static io.snodo.hub.exchange.rules.Story.BRESCIA;
import static io.snodo.hub.exchange.rules.Story.PARMA;
import static io.snodo.hub.exchange.rules.Story.REGGIO;
import static io.snodo.hub.exchange.rules.Story.VENEZIA;
import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.NoteAdd;
import io.snodo.messages.body.Outcome;
import io.snodo.messages.body.ShareGrant;
import io.snodo.messages.body.ShareRevoke;
import io.snodo.messages.body.Status;
import io.snodo.messages.body.StatusSet;
import io.snodo.messages.body.TicketBody;
import io.snodo.messages.body.TicketConfirm;
import io.snodo.messages.body.TicketResolve;
import io.snodo.messages.refusal.RefusalCode;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharesTest {
    private static final ShareGrant GRANT = new ShareGrant("on the border");
    private static final ShareRevoke REVOKE = new ShareRevoke("ours alone");

    @Test
    void whoIsLetInKnowsWhatThePartiesKnowAndActsOnNothing() {
        Story story = Story.held();
        Ruling.Happens granted = story.happens(to(story, PARMA, 2, REGGIO, GRANT), GRANT);
        assertThat(granted.newcomer()).isEqualTo(REGGIO);
        assertThat(granted.ticket().parties()).contains(REGGIO);
        assertThat(granted.ticket().custody().owner()).isEqualTo(PARMA);
        story.refuses(REGGIO, 2, new StatusSet(Status.IN_PROGRESS, null), RefusalCode.OWNER_ONLY);
        story.happens(REGGIO, 2, new NoteAdd("seen", Audience.PARTIES, null));
    }

    @Test
    void whoIsLetOutHearsThatAndNothingMore() {
        Story story = Story.held();
        story.happens(to(story, PARMA, 2, REGGIO, GRANT), GRANT);
        Ruling.Happens revoked = story.happens(to(story, PARMA, 2, REGGIO, REVOKE), REVOKE);
        assertThat(revoked.readers()).contains(REGGIO);
        assertThat(revoked.ticket().parties()).doesNotContain(REGGIO);
        Ruling.Happens after = story.happens(PARMA, 2, new NoteAdd("among us", Audience.PARTIES, null));
        assertThat(after.readers()).doesNotContain(REGGIO);
        story.refuses(REGGIO, 2, new NoteAdd("still here?", Audience.PARTIES, null), RefusalCode.TICKET_UNKNOWN);
        story.refuses(to(story, PARMA, 2, REGGIO, REVOKE), REVOKE, RefusalCode.SHARE_UNKNOWN);
    }

    @Test
    void anObserverMayLeaveByItselfAndNobodyElseLetsItOut() {
        Story story = Story.held();
        story.happens(to(story, PARMA, 2, REGGIO, GRANT), GRANT);
        story.refuses(to(story, VENEZIA, 2, REGGIO, REVOKE), REVOKE, RefusalCode.OWNER_ONLY);
        story.refuses(to(story, PARMA, 1, REGGIO, REVOKE), REVOKE, RefusalCode.EPOCH_STALE);
        story.happens(to(story, REGGIO, 0, REGGIO, REVOKE), REVOKE);
    }

    @Test
    void aPartyIsNoOrphanByTheEndOfAShare() {
        Story story = Story.held();
        story.happens(to(story, PARMA, 2, VENEZIA, GRANT), GRANT);
        Ruling.Happens revoked = story.happens(to(story, PARMA, 2, VENEZIA, REVOKE), REVOKE);
        assertThat(revoked.ticket().parties()).contains(VENEZIA);
    }

    @Test
    void isGrantedByTheOwnerToOneThatTakesItsTickets() {
        Story story = Story.opened();
        story.refuses(to(story, VENEZIA, 1, BRESCIA, GRANT), GRANT, RefusalCode.AGREEMENT_MISSING);
        story.refuses(to(story, VENEZIA, 1, VENEZIA, GRANT), GRANT, RefusalCode.TO_SELF);
        Story held = Story.held();
        held.refuses(to(held, VENEZIA, 2, REGGIO, GRANT), GRANT, RefusalCode.OWNER_ONLY);
    }

    @Test
    void endsAlsoOnATicketThatHasEnded() {
        Story story = Story.held();
        story.happens(to(story, PARMA, 2, REGGIO, GRANT), GRANT);
        story.happens(PARMA, 2, new TicketResolve(Outcome.SOLVED, null));
        story.happens(VENEZIA, 0, new TicketConfirm(null));
        story.refuses(to(story, PARMA, 2, REGGIO, GRANT), GRANT, RefusalCode.TICKET_FINAL);
        story.happens(to(story, PARMA, 2, REGGIO, REVOKE), REVOKE);
    }

    private static Message to(Story story, MemberCode by, int epoch, MemberCode to, TicketBody body) {
        return story.message(by, List.of(to), epoch, body);
    }
}
