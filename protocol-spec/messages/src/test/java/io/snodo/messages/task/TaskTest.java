package io.snodo.messages.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.Samples;
import io.snodo.messages.body.TaskState;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.messages.task.Task.Ruling;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TaskTest {
    private static final Instant NOW = Samples.NOW;
    private static final Instant DEADLINE = NOW.plusSeconds(3600);
    private static final Task REQUESTED = new Task(new UUID(1, 1), Samples.PARMA, TaskState.REQUESTED, DEADLINE);
    private static final Task ACCEPTED = new Task(new UUID(1, 1), Samples.PARMA, TaskState.ACCEPTED, DEADLINE);

    @Test
    void isAskedForUntilADeadlineThatIsNotTooFarAway() {
        assertThat(requested(DEADLINE)).isEqualTo(new Ruling.Open(REQUESTED));
        assertThat(requested(NOW)).isEqualTo(denied(RefusalCode.DEADLINE_INVALID));
        assertThat(requested(NOW.plus(Task.LONGEST))).isInstanceOf(Ruling.Open.class);
        assertThat(requested(NOW.plus(Task.LONGEST).plusMillis(1))).isEqualTo(denied(RefusalCode.DEADLINE_INVALID));
    }

    @Test
    void isAcceptedOnceAndDoneOrGivenBack() {
        assertThat(REQUESTED.after(new Step.Accept(Samples.PARMA, NOW))).isEqualTo(new Ruling.Open(ACCEPTED));
        assertThat(ACCEPTED.after(new Step.Accept(Samples.PARMA, NOW))).isEqualTo(denied(RefusalCode.STATUS_ILLEGAL));
        for (Task task : List.of(REQUESTED, ACCEPTED)) {
            assertThat(task.after(new Step.Done(Samples.PARMA, NOW))).isEqualTo(new Ruling.Over());
            assertThat(task.after(new Step.Decline(Samples.PARMA, NOW))).isEqualTo(new Ruling.Over());
            assertThat(task.after(new Step.Withdraw())).isEqualTo(new Ruling.Over());
        }
    }

    @Test
    void isNobodyElsesToDo() {
        for (Step step : List.of(
                new Step.Accept(Samples.VENEZIA, NOW),
                new Step.Decline(Samples.VENEZIA, NOW),
                new Step.Done(Samples.VENEZIA, NOW))) {
            assertThat(REQUESTED.after(step)).isEqualTo(denied(RefusalCode.TASK_NOT_YOURS));
        }
    }

    /** Every way through it: from each state the deadline leads to the end, and after the deadline nothing else happens. */
    @Test
    void endsOnEveryWay() {
        Deque<Task> open = new ArrayDeque<>(List.of(REQUESTED));
        Set<Task> seen = new HashSet<>();
        while (!open.isEmpty()) {
            Task task = open.pop();
            if (!seen.add(task)) {
                continue;
            }
            assertThat(task.after(new Step.Expire(DEADLINE.minusMillis(1))))
                    .isEqualTo(denied(RefusalCode.DEADLINE_INVALID));
            assertThat(task.after(new Step.Expire(DEADLINE))).isEqualTo(new Ruling.Over());
            for (Instant at : List.of(NOW, DEADLINE)) {
                for (Step step : List.of(
                        new Step.Accept(Samples.PARMA, at),
                        new Step.Decline(Samples.PARMA, at),
                        new Step.Done(Samples.PARMA, at))) {
                    Ruling ruling = task.after(step);
                    if (at.equals(DEADLINE)) {
                        assertThat(ruling).isEqualTo(denied(RefusalCode.TASK_UNKNOWN));
                    } else if (ruling instanceof Ruling.Open(Task next)) {
                        open.push(next);
                    }
                }
            }
        }
        assertThat(seen).containsExactlyInAnyOrder(REQUESTED, ACCEPTED);
    }

    private static Ruling requested(Instant deadline) {
        return Task.requested(new UUID(1, 1), Samples.PARMA, deadline, NOW);
    }

    private static Ruling denied(RefusalCode code) {
        return new Ruling.Denied(Refusal.of(code));
    }
}
