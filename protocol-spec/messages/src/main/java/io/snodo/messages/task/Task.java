package io.snodo.messages.task;

import io.snodo.messages.MemberCode;
import io.snodo.messages.body.TaskState;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A piece of a ticket's work that one member was asked for. {@link #after} is the only way on, and every way leads to an
 * end: the deadline ends what nothing else has ended.
 *
 * @param id of the message that asked for it
 */
public record Task(UUID id, MemberCode contributor, TaskState state, Instant deadline) {
    public static final Duration LONGEST = Duration.ofDays(90);

    /** The outcome of a step. */
    public sealed interface Ruling {
        /** The task goes on. */
        record Open(Task task) implements Ruling {}

        /** It has ended. */
        record Over() implements Ruling {}

        /** Nothing changes. */
        record Denied(Refusal refusal) implements Ruling {}
    }

    /** A new task, or why there is none. */
    public static Ruling requested(UUID id, MemberCode contributor, Instant deadline, Instant at) {
        return deadline.isAfter(at) && !deadline.isAfter(at.plus(LONGEST))
                ? new Ruling.Open(new Task(id, contributor, TaskState.REQUESTED, deadline))
                : deny(RefusalCode.DEADLINE_INVALID);
    }

    /** What {@code step} leads to. That it is the owner who withdraws is for custody to say. */
    public Ruling after(Step step) {
        return switch (step) {
            case Step.Accept accept -> byContributor(accept.by(), accept.at(), accepted());
            case Step.Decline decline -> byContributor(decline.by(), decline.at(), new Ruling.Over());
            case Step.Done done -> byContributor(done.by(), done.at(), new Ruling.Over());
            case Step.Withdraw _ -> new Ruling.Over();
            case Step.Expire expire ->
                expire.at().isBefore(deadline) ? deny(RefusalCode.DEADLINE_INVALID) : new Ruling.Over();
        };
    }

    private Ruling accepted() {
        return switch (state) {
            case REQUESTED -> new Ruling.Open(new Task(id, contributor, TaskState.ACCEPTED, deadline));
            case ACCEPTED -> deny(RefusalCode.STATUS_ILLEGAL);
        };
    }

    private Ruling byContributor(MemberCode by, Instant at, Ruling next) {
        if (!by.equals(contributor)) {
            return deny(RefusalCode.TASK_NOT_YOURS);
        }
        // the deadline that was agreed decides, and not how soon the hub gets round to it
        return at.isBefore(deadline) ? next : deny(RefusalCode.TASK_UNKNOWN);
    }

    private static Ruling deny(RefusalCode code) {
        return new Ruling.Denied(Refusal.of(code));
    }
}
