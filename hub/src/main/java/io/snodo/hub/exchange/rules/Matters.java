package io.snodo.hub.exchange.rules;

import io.snodo.messages.task.Task;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is open around a ticket beside custody and status: most tickets have none of it. */
public record Matters(@Nullable Question question, List<Task> tasks) {
    /** Of each kind; what is open is bounded as everything is. */
    static final int MOST = 20;

    public static final Matters NONE = new Matters(null, List.of());

    public Matters {
        tasks = List.copyOf(Objects.requireNonNullElse(tasks, List.of()));
    }

    Matters with(@Nullable Question asked) {
        return new Matters(asked, tasks);
    }

    Optional<Task> task(UUID id) {
        return tasks.stream().filter(task -> task.id().equals(id)).findFirst();
    }

    Matters with(Task task) {
        return new Matters(
                question,
                Stream.concat(without(task.id()).tasks().stream(), Stream.of(task)).toList());
    }

    Matters without(UUID task) {
        return new Matters(
                question, tasks.stream().filter(each -> !each.id().equals(task)).toList());
    }
}
