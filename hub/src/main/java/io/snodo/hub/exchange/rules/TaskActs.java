package io.snodo.hub.exchange.rules;

import io.snodo.messages.body.Audience;
import io.snodo.messages.body.TaskAccept;
import io.snodo.messages.body.TaskDecline;
import io.snodo.messages.body.TaskDone;
import io.snodo.messages.body.TaskExpire;
import io.snodo.messages.body.TaskRequest;
import io.snodo.messages.body.TaskWithdraw;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.messages.status.StatusMoves;
import io.snodo.messages.task.Step;
import io.snodo.messages.task.Task;
import java.util.Optional;
import java.util.UUID;

/** Acts on pieces of the work; what is legal is said by {@link Task}. Who has a task is a party as long as it has it. */
record TaskActs(Newcomers newcomers) {

    Ruling request(Ticket ticket, Act act, TaskRequest request) {
        Optional<Refusal> refusal = TicketRules.worked(ticket, act).or(() -> newcomers.whyNot(ticket, act));
        if (refusal.isPresent()) {
            return new Ruling.Refused(refusal.get());
        }
        if (ticket.matters().tasks().size() >= Matters.MOST) {
            return Ruling.no(RefusalCode.MATTERS_FULL);
        }
        Task.Ruling asked = Task.requested(act.id(), act.to().getFirst(), request.deadline(), act.now());
        return happens(ticket, act, act.id(), asked).lettingIn(act.to().getFirst(), ticket);
    }

    Ruling accept(Ticket ticket, Act act, TaskAccept accept) {
        return step(ticket, act, accept.task(), new Step.Accept(act.by(), act.now()));
    }

    Ruling decline(Ticket ticket, Act act, TaskDecline decline) {
        return step(ticket, act, decline.task(), new Step.Decline(act.by(), act.now()));
    }

    Ruling done(Ticket ticket, Act act, TaskDone done) {
        return step(ticket, act, done.task(), new Step.Done(act.by(), act.now()));
    }

    Ruling withdraw(Ticket ticket, Act act, TaskWithdraw withdraw) {
        return TicketRules.worked(ticket, act)
                .<Ruling>map(Ruling.Refused::new)
                .orElseGet(() -> step(ticket, act, withdraw.task(), new Step.Withdraw()));
    }

    Ruling expire(Ticket ticket, Act act, TaskExpire expire) {
        return act.byHub()
                ? step(ticket, act, expire.task(), new Step.Expire(act.now()))
                : Ruling.no(RefusalCode.HUB_ONLY);
    }

    private static Ruling step(Ticket ticket, Act act, UUID id, Step step) {
        return ticket.matters()
                .task(id)
                .map(task -> happens(ticket, act, id, task.after(step)))
                .orElseGet(() -> new Ruling.Refused(
                        StatusMoves.whyEnded(ticket.status()).orElse(Refusal.of(RefusalCode.TASK_UNKNOWN))));
    }

    private static Ruling happens(Ticket ticket, Act act, UUID id, Task.Ruling ruling) {
        return switch (ruling) {
            case Task.Ruling.Denied denied -> new Ruling.Refused(denied.refusal());
            case Task.Ruling.Open open -> stands(ticket, act, ticket.matters().with(open.task()));
            case Task.Ruling.Over _ -> stands(ticket, act, ticket.matters().without(id));
        };
    }

    private static Ruling stands(Ticket ticket, Act act, Matters next) {
        return switch (StatusMoves.after(ticket.status(), ticket.custody(), act.body())) {
            case StatusMoves.Ruling.Denied denied -> new Ruling.Refused(denied.refusal());
            case StatusMoves.Ruling.Granted _ -> TicketRules.event(ticket, ticket.with(next), act, Audience.PARTIES);
        };
    }
}
