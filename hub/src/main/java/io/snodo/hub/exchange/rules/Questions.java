package io.snodo.hub.exchange.rules;

import io.snodo.messages.body.Asked;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.InfoAnswer;
import io.snodo.messages.body.InfoRequest;
import io.snodo.messages.body.TaskState;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.messages.status.StatusMoves;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Questions to the originator or the citizen, one at a time; while one is open the ticket is pending. */
final class Questions {
    private Questions() {}

    static Ruling ask(Ticket ticket, Act act, InfoRequest request) {
        Optional<Refusal> fenced = contributes(ticket, act) ? Optional.empty() : TicketRules.worked(ticket, act);
        if (fenced.isPresent()) {
            return new Ruling.Refused(fenced.get());
        }
        return ticket.matters().question() == null
                ? moved(ticket, new Question(act.id(), act.by(), request.of()), act, readers(request.of()))
                : Ruling.no(RefusalCode.QUESTION_OPEN);
    }

    static Ruling answer(Ticket ticket, Act act, InfoAnswer answer) {
        Optional<Refusal> ended = StatusMoves.whyEnded(ticket.status());
        if (ended.isPresent()) {
            return new Ruling.Refused(ended.get());
        }
        Question question = ticket.matters().question();
        if (question == null || !question.id().equals(answer.question())) {
            return Ruling.no(RefusalCode.QUESTION_UNKNOWN);
        }
        // the citizen may come to the desk instead of the page; nobody but the originator has that desk
        boolean asked = act.by().equals(ticket.originator()) || question.of() == Asked.CITIZEN && act.byCitizen();
        return asked ? moved(ticket, null, act, readers(question.of())) : Ruling.no(RefusalCode.QUESTION_NOT_YOURS);
    }

    /** Who works on a task may need to know something too; its task says that it may, whoever owns the ticket. */
    private static boolean contributes(Ticket ticket, Act act) {
        return ticket.matters().tasks().stream()
                .anyMatch(task -> task.state() == TaskState.ACCEPTED
                        && task.contributor().equals(act.by())
                        && act.now().isBefore(task.deadline()));
    }

    private static Audience readers(Asked of) {
        return switch (of) {
            case CITIZEN -> Audience.CITIZEN;
            case ORIGINATOR -> Audience.PARTIES;
        };
    }

    private static Ruling moved(Ticket ticket, @Nullable Question open, Act act, Audience audience) {
        return switch (StatusMoves.after(ticket.status(), ticket.custody(), act.body())) {
            case StatusMoves.Ruling.Denied denied -> new Ruling.Refused(denied.refusal());
            case StatusMoves.Ruling.Granted granted -> {
                Progress next = ticket.progress().to(granted.status(), act.now());
                yield TicketRules.event(
                        ticket, ticket.with(next).with(ticket.matters().with(open)), act, audience);
            }
        };
    }
}
