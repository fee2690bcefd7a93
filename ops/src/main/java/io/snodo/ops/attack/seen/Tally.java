package io.snodo.ops.attack.seen;

import io.snodo.ops.attack.interfaces.Door;
import io.snodo.ops.attack.interfaces.Operation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What was tried, and what came of it; safe for many threads. */
public final class Tally {
    private final Map<Door, Map<Role, Long>> attempts = new EnumMap<>(Door.class);
    private final Map<Door, Set<String>> operations = new EnumMap<>(Door.class);
    private final List<Leak> leaks = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    public synchronized void attempt(Door door, Role role) {
        attempts.computeIfAbsent(door, _ -> new EnumMap<>(Role.class)).merge(role, 1L, Long::sum);
    }

    public synchronized void attempt(Operation operation, Role role) {
        attempt(operation.door(), role);
        operations
                .computeIfAbsent(operation.door(), _ -> new TreeSet<>())
                .add(operation.method() + " " + operation.path() + " " + operation.name());
    }

    /** Each once, however often it is found. */
    public synchronized void leak(Leak leak) {
        if (!leaks.contains(leak)) {
            leaks.add(leak);
        }
    }

    /** Something for the report that is neither. */
    public synchronized void note(String words) {
        notes.add(words);
    }

    public synchronized long attempts() {
        return attempts.values().stream()
                .flatMap(roles -> roles.values().stream())
                .mapToLong(Long::longValue)
                .sum();
    }

    public synchronized long attempts(Door door, Role role) {
        return attempts.getOrDefault(door, Map.of()).getOrDefault(role, 0L);
    }

    /** How many different operations of a door were tried. */
    public synchronized int operations(Door door) {
        return operations.getOrDefault(door, Set.of()).size();
    }

    /** Those of {@code all} that nobody has tried. */
    public synchronized List<String> untried(Collection<Operation> all) {
        return all.stream()
                .filter(each -> !operations
                        .getOrDefault(each.door(), Set.of())
                        .contains(each.method() + " " + each.path() + " " + each.name()))
                .map(each -> each.door() + " " + each)
                .collect(Collectors.toList());
    }

    public synchronized List<Leak> leaks() {
        return List.copyOf(leaks);
    }

    public synchronized List<String> notes() {
        return List.copyOf(notes);
    }
}
