package io.snodo.hub.citizens;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.hub.exchange.TicketView;
import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CitizenPageTest {
    private static final MemberCode PARMA = new MemberCode("c_g337");
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

    @Test
    void whatTheOfficesSayAmongThemselvesIsNotThere() {
        CitizenPage page = page(
                Status.IN_PROGRESS,
                event("handover.offer", null, "non è nostra"),
                event("handover.reject", null, "nemmeno nostra"),
                event("status.set", null, "aspettiamo il collega"),
                event("note.add", Audience.PARTIES, "fra noi"),
                event("note.add", Audience.OWNER, "per me"),
                event("rating.add", null, "detto dal comune"));
        assertThat(page.toString()).doesNotContain("nostra", "collega", "fra noi", "per me", "detto dal comune");
        assertThat(page.timeline()).extracting(CitizenPage.Line::words).containsExactly("rating", "status");
    }

    @Test
    void aNoteForTheCitizenIsAMessageAndALine() {
        CitizenPage page = page(Status.IN_PROGRESS, event("note.add", Audience.CITIZEN, "Venga lunedì"));
        assertThat(page.notes()).extracting(CitizenPage.Note::text).containsExactly("Venga lunedì");
        assertThat(page.timeline()).extracting(CitizenPage.Line::words).containsExactly("note");
    }

    @Test
    void theLastResolutionIsTheAnswerWhileItStands() {
        TicketView.Event[] events = {
            event("ticket.resolve", Audience.CITIZEN, "Fatto"),
            event("ticket.resolve", Audience.CITIZEN, "Fatto davvero")
        };
        assertThat(page(Status.RESOLVED, events).answer()).isEqualTo("Fatto davvero");
        assertThat(page(Status.REOPENED, events).answer()).isNull();
    }

    @Test
    void aResolutionSaysWhenItClosesByItself() {
        TicketView.Event resolved = event("ticket.resolve", Audience.CITIZEN, "Fatto");
        assertThat(page(Status.RESOLVED, resolved).closes())
                .isEqualTo(NOW.plus(Duration.ofDays(30)).atZone(CitizenPage.ZONE));
        assertThat(page(Status.REOPENED, resolved).closes()).isNull();
    }

    @Test
    void aMissedDateIsSaidToBeLate() {
        assertThat(page(Status.IN_PROGRESS).overdue()).isTrue();
        assertThat(page(Status.CLOSED).overdue()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Status.class)
    void everyStatusHasAWay(Status status) {
        assertThat(page(status).milestones()).isNotEmpty();
        assertThat(page(status).mayConfirm()).isEqualTo(status == Status.RESOLVED);
    }

    @Test
    void typesThatHaveNoWordsForACitizenAreLeftOut() {
        assertThat(page(Status.IN_PROGRESS, event("org.example.audit", null, "x"))
                        .timeline())
                .isEmpty();
    }

    private static CitizenPage page(Status status, TicketView.Event... events) {
        TicketView ticket = new TicketView(
                TicketNumber.mint("G337", 1),
                "Lampione spento",
                "illuminazione",
                status,
                null,
                PARMA,
                PARMA,
                1,
                3,
                null,
                null,
                null,
                NOW.minus(Duration.ofDays(1)),
                NOW.minus(Duration.ofDays(9)),
                NOW,
                TicketView.Matters.NONE,
                List.of(events));
        return CitizenPage.of(ticket, code -> "Comune di Parma", NOW, Duration.ofDays(30));
    }

    private static TicketView.Event event(String type, @Nullable Audience audience, String text) {
        return new TicketView.Event(1, type, PARMA, false, NOW, audience, text);
    }
}
