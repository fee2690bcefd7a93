package io.snodo.ops.attack;

import io.snodo.messages.Json;
import io.snodo.ops.attack.interfaces.Door;
import io.snodo.ops.attack.interfaces.Published;
import io.snodo.ops.attack.seen.Leak;
import io.snodo.ops.attack.seen.Role;
import io.snodo.ops.attack.seen.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What was tried and what came of it, for people and for programs. */
record Report(Tally tally, Published published, List<String> untried) {
    /** Fewer for each thing that is published, and something was left out without anybody's having said so. */
    private static final int LEAST_EACH = 10;

    /** Zero only where much was tried, and nothing leaked. */
    int status() {
        return tally.leaks().isEmpty() && !isSuspicious() ? 0 : 1;
    }

    private boolean isSuspicious() {
        return !untried.isEmpty() || tally.attempts() < (long) LEAST_EACH * published.size();
    }

    String lastLine() {
        return tally.attempts() + " attempts, " + tally.leaks().size() + " leaks";
    }

    /** The table of doors and roles, what was found, and the last line. */
    String text() {
        StringBuilder text = new StringBuilder(
                row("", Arrays.stream(Role.values()).map(Role::toString).toList()));
        text.append(row("", List.of())); // an empty line
        for (Door door : Door.values()) {
            text.append(row(
                    door.toString(),
                    Arrays.stream(Role.values())
                            .map(role -> tally.attempts(door, role))
                            .map(count -> count == 0 ? "–" : Long.toString(count))
                            .toList()));
        }
        text.append('\n')
                .append("Operations tried: ")
                .append(Arrays.stream(Door.values())
                        .filter(door -> tally.operations(door) > 0)
                        .map(door -> tally.operations(door) + " " + door)
                        .collect(Collectors.joining(", ")))
                .append("; ")
                .append(published.broker().types().size())
                .append(" types of messages.\n");
        untried.forEach(each -> text.append("not tried: ").append(each).append('\n'));
        if (isSuspicious()) {
            text.append("Suspiciously little was tried.\n");
        }
        text.append('\n');
        tally.leaks().forEach(leak -> text.append("LEAK  ").append(leak).append('\n'));
        return text.append(lastLine()).append('\n').toString();
    }

    private static String row(String first, List<String> cells) {
        return ("%-18s".formatted(first)
                                + cells.stream()
                                        .map(cell -> String.format(Locale.ROOT, "%16s", cell))
                                        .collect(Collectors.joining()))
                        .stripTrailing()
                + "\n";
    }

    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("report.txt"), text() + "\n" + String.join("\n", tally.notes()) + "\n");
        Files.write(
                folder.resolve("report.json"),
                Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(json()));
    }

    private ObjectNode json() {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("attempts", tally.attempts());
        json.put("leaks", tally.leaks().size());
        ObjectNode doors = json.putObject("doors");
        for (Door door : Door.values()) {
            ObjectNode roles = doors.putObject(door.toString());
            for (Role role : Role.values()) {
                if (tally.attempts(door, role) > 0) {
                    roles.put(role.toString(), tally.attempts(door, role));
                }
            }
        }
        ArrayNode found = json.putArray("found");
        for (Leak leak : tally.leaks()) {
            found.addObject()
                    .put("door", leak.door().toString())
                    .put("role", leak.role().toString())
                    .put("kind", leak.kind().name().toLowerCase(Locale.ROOT))
                    .put("attempt", leak.attempt())
                    .put("what", leak.what());
        }
        ArrayNode left = json.putArray("untried");
        untried.forEach(left::add);
        ArrayNode notes = json.putArray("notes");
        tally.notes().forEach(notes::add);
        return json;
    }
}
