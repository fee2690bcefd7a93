package io.snodo.hub.exchange.rules;

import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.task.Task;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is open around a ticket beside custody and status: most tickets have none of it.
 *
 * @param observers who may look on
 * @param parts the tickets that parts of the request have become
 */
public record Matters(
        @Nullable Question question,
        List<Task> tasks,
        List<MemberCode> observers,
        List<TicketNumber> parts,
        List<Discrepancy> discrepancies) {
    /** Of each kind; what is open is bounded as everything is. */
    static final int MOST = 20;

    public static final Matters NONE = new Matters(null, List.of(), List.of(), List.of(), List.of());

    @SuppressWarnings("ConstantValue") // absent lists come as null from JSON
    public Matters {
        tasks = List.copyOf(Objects.requireNonNullElse(tasks, List.of()));
        observers = List.copyOf(Objects.requireNonNullElse(observers, List.of()));
        parts = List.copyOf(Objects.requireNonNullElse(parts, List.of()));
        discrepancies = List.copyOf(Objects.requireNonNullElse(discrepancies, List.of()));
    }

    Matters with(@Nullable Question asked) {
        return new Matters(asked, tasks, observers, parts, discrepancies);
    }

    Optional<Task> task(UUID id) {
        return tasks.stream().filter(task -> task.id().equals(id)).findFirst();
    }

    Matters with(Task task) {
        return ofTasks(and(without(task.id()).tasks(), task));
    }

    Matters without(UUID task) {
        return ofTasks(less(tasks, each -> each.id().equals(task)));
    }

    Matters seenBy(MemberCode observer) {
        return observers.contains(observer) ? this : ofObservers(and(observers, observer));
    }

    Matters unseenBy(MemberCode observer) {
        return ofObservers(less(observers, observer::equals));
    }

    Matters andPart(TicketNumber part) {
        return parts.contains(part) ? this : new Matters(question, tasks, observers, and(parts, part), discrepancies);
    }

    Matters with(Discrepancy discrepancy) {
        return new Matters(question, tasks, observers, parts, and(discrepancies, discrepancy));
    }

    Matters without(Discrepancy discrepancy) {
        return new Matters(question, tasks, observers, parts, less(discrepancies, discrepancy::equals));
    }

    private Matters ofTasks(List<Task> next) {
        return new Matters(question, next, observers, parts, discrepancies);
    }

    private Matters ofObservers(List<MemberCode> next) {
        return new Matters(question, tasks, next, parts, discrepancies);
    }

    private static <T> List<T> and(List<T> all, T one) {
        return Stream.concat(all.stream(), Stream.of(one)).toList();
    }

    private static <T> List<T> less(List<T> all, Predicate<T> gone) {
        return all.stream().filter(gone.negate()).toList();
    }
}
