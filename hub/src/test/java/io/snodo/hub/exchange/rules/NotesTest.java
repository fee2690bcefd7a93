package io.snodo.hub.exchange.rules;

import static io.snodo.hub.exchange.rules.Story.PARMA;
import static io.snodo.hub.exchange.rules.Story.REGGIO;
import static io.snodo.hub.exchange.rules.Story.VENEZIA;
import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.body.AttachmentOffer;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.NoteAdd;
import io.snodo.messages.refusal.RefusalCode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NotesTest {
    @Test
    void theNarrowestAudienceIsTheDefaultAndTheWriterSeesItsOwn() {
        Ruling.Happens happens = Story.held().happens(VENEZIA, 2, new NoteAdd("psst", null, null));
        assertThat(happens.audience()).isEqualTo(Audience.OWNER);
        assertThat(happens.readers()).containsExactlyInAnyOrder(PARMA, VENEZIA);
    }

    @Test
    void whatIsForThePartiesOrTheCitizenGoesToAllParties() {
        for (Audience audience : List.of(Audience.PARTIES, Audience.CITIZEN)) {
            Ruling.Happens happens = Story.held().happens(PARMA, 2, new NoteAdd("soon", audience, null));
            assertThat(happens.readers()).containsExactlyInAnyOrder(VENEZIA, PARMA);
        }
    }

    @Test
    void whoIsNamedMustBeAParty() {
        Story story = Story.held();
        story.offered(PARMA, 2, REGGIO);
        Ruling.Happens happens =
                story.happens(REGGIO, 2, new NoteAdd("which street?", Audience.NAMED, List.of(VENEZIA, Story.BRESCIA)));
        assertThat(happens.readers()).containsExactlyInAnyOrder(PARMA, VENEZIA, REGGIO);
    }

    @Test
    void whatWasMeantForAnotherOwnerDoesNotReachThisOne() {
        Story.held().refuses(VENEZIA, 1, new NoteAdd("for us", null, null), RefusalCode.EPOCH_STALE);
        Story.held().refuses(VENEZIA, 1, new NoteAdd("for us", Audience.NAMED, List.of()), RefusalCode.EPOCH_STALE);
    }

    @Test
    void aFileIsReadByWhomANoteIsReadBy() {
        assertThat(Story.held().happens(VENEZIA, 2, file(1, null)).readers()).containsExactlyInAnyOrder(PARMA, VENEZIA);
        assertThat(Story.held().happens(PARMA, 2, file(1, Audience.PARTIES)).readers())
                .containsExactlyInAnyOrder(VENEZIA, PARMA);
        Story.held().refuses(VENEZIA, 1, file(1, null), RefusalCode.EPOCH_STALE);
        Story.held().refuses(REGGIO, 2, file(1, Audience.PARTIES), RefusalCode.TICKET_UNKNOWN);
    }

    @Test
    void aFileThatItsSenderMayNotAttachIsRefusedBeforeAnythingComes() {
        Story.held().refuses(VENEZIA, 2, file(1001, Audience.PARTIES), RefusalCode.ATTACHMENT_TOO_LARGE);
    }

    private static AttachmentOffer file(long size, @Nullable Audience audience) {
        return new AttachmentOffer("a.pdf", "application/pdf", size, "d", null, audience, null);
    }

    @Test
    void whatIsForAllConflictsWithNothing() {
        Story story = Story.held();
        assertThat(story.happens(VENEZIA, 1, new NoteAdd("by the way", Audience.PARTIES, null))
                        .ticket()
                        .sequence())
                .isEqualTo(4);
    }
}
