package io.snodo.hub.exchange.rules;

import static io.snodo.hub.exchange.rules.Story.OTHER;
import static io.snodo.hub.exchange.rules.Story.PARMA;
import static io.snodo.hub.exchange.rules.Story.REGGIO;
import static io.snodo.hub.exchange.rules.Story.VENEZIA;
import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.body.Audience;
import io.snodo.messages.body.NoteAdd;
import io.snodo.messages.body.Outcome;
import io.snodo.messages.body.Relation;
import io.snodo.messages.body.Status;
import io.snodo.messages.body.StatusSet;
import io.snodo.messages.body.TaskRequest;
import io.snodo.messages.body.TicketConfirm;
import io.snodo.messages.body.TicketLink;
import io.snodo.messages.body.TicketMerge;
import io.snodo.messages.body.TicketSplit;
import io.snodo.messages.body.TicketUnmerge;
import io.snodo.messages.refusal.RefusalCode;
import java.util.List;
import org.junit.jupiter.api.Test;

class PairsTest {
    private static final TicketMerge MERGE = new TicketMerge(OTHER, "the same lamp");

    @Test
    void whoHoldsBothMergesThemAndTheOneLeadsToTheOther() {
        Story story = Story.held().beside(Story.another(Story.held()));
        Ruling.Happens merged = story.happens(PARMA, 2, MERGE);
        assertThat(merged.audience()).isEqualTo(Audience.CITIZEN);
        assertThat(merged.ticket().status()).isEqualTo(Status.MERGED);
        assertThat(merged.ticket().progress().mergedInto()).isEqualTo(OTHER);
        assertThat(merged.ticket().progress().outcome()).isEqualTo(Outcome.DUPLICATE);
        assertThat(merged.ticket().custody().owner()).isEqualTo(PARMA);
        story.refuses(PARMA, 2, new StatusSet(Status.IN_PROGRESS, null), RefusalCode.TICKET_MERGED);
        story.refuses(VENEZIA, 0, new NoteAdd("late", Audience.PARTIES, null), RefusalCode.TICKET_MERGED);
        story.refuses(PARMA, 2, MERGE, RefusalCode.TICKET_MERGED);
    }

    @Test
    void aMergeIsTakenBackByTheOwnerAndTheTicketGoesOn() {
        Story story = Story.held().beside(Story.another(Story.held()));
        story.refuses(PARMA, 2, new TicketUnmerge("two lamps"), RefusalCode.STATUS_ILLEGAL);
        story.happens(PARMA, 2, MERGE);
        story.refuses(VENEZIA, 2, new TicketUnmerge("two lamps"), RefusalCode.OWNER_ONLY);
        Ticket again = story.happens(PARMA, 2, new TicketUnmerge("two lamps")).ticket();
        assertThat(again.status()).isEqualTo(Status.ACKNOWLEDGED);
        assertThat(again.progress().mergedInto()).isNull();
        assertThat(again.progress().outcome()).isNull();
    }

    @Test
    void nobodyIsGivenWorkByAMerge() {
        Story story = Story.held().beside(Story.another(Story.opened()));
        story.refuses(PARMA, 2, MERGE, RefusalCode.TICKET_UNKNOWN);
        Story offered = Story.opened();
        offered.offered(VENEZIA, 1, PARMA);
        story.beside(Story.another(offered)).refuses(PARMA, 2, MERGE, RefusalCode.OWNER_ONLY);
    }

    @Test
    void nothingIsMergedWithItselfOrWithWhatHasEnded() {
        Story story = Story.held();
        story.beside(story.ticket()).refuses(PARMA, 2, MERGE, RefusalCode.SAME_TICKET);
        Story merged = Story.held().beside(Story.another(Story.held()));
        merged.happens(PARMA, 2, MERGE);
        story.beside(Story.another(merged)).refuses(PARMA, 2, MERGE, RefusalCode.TICKET_MERGED);
        Story closed = Story.resolved();
        closed.happens(VENEZIA, 0, new TicketConfirm(null));
        story.beside(Story.another(closed)).refuses(PARMA, 2, MERGE, RefusalCode.TICKET_FINAL);
    }

    @Test
    void noOfferAndNoTaskIsLeftOnWhatIsMerged() {
        Story story = Story.held().beside(Story.another(Story.held()));
        story.offered(PARMA, 2, REGGIO);
        story.refuses(PARMA, 2, MERGE, RefusalCode.OFFER_OPEN);
        Story asked = Story.held().beside(Story.another(Story.held()));
        TaskRequest task = new TaskRequest("a", asked.now().plusSeconds(60));
        asked.happens(asked.message(PARMA, List.of(REGGIO), 2, task), task);
        asked.refuses(PARMA, 2, MERGE, RefusalCode.TASK_OPEN);
    }

    @Test
    void aPartIsATicketThatItsOwnerHasOpened() {
        TicketSplit split = new TicketSplit(OTHER, "the pavement");
        Story story = Story.opened().beside(Story.another(Story.opened()));
        assertThat(story.happens(VENEZIA, 1, split).ticket().matters().parts()).containsExactly(OTHER);
        assertThat(story.happens(VENEZIA, 1, split).ticket().matters().parts()).containsExactly(OTHER);
        Story held = Story.held().beside(Story.another(Story.held()));
        held.refuses(PARMA, 2, split, RefusalCode.ORIGINATOR_ONLY);
        held.refuses(VENEZIA, 1, split, RefusalCode.EPOCH_STALE);
    }

    @Test
    void aLinkIsSaidOfWhatItsSenderCanSee() {
        TicketLink link = new TicketLink(OTHER, Relation.RELATED, null);
        Story story = Story.held();
        story.refuses(PARMA, 2, link, RefusalCode.TICKET_UNKNOWN);
        Ruling.Happens linked = story.beside(Story.another(Story.held())).happens(PARMA, 2, link);
        assertThat(linked.ticket().status()).isEqualTo(Status.ACKNOWLEDGED);
        assertThat(linked.ticket().matters()).isEqualTo(Matters.NONE);
    }
}
