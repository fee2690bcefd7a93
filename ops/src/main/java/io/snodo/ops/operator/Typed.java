package io.snodo.ops.operator;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was typed after the command's name; {@code ops/snodo COMMAND --help} explains it.
 *
 * @param plain what stands there without a name
 */
record Typed(String command, List<String> plain, Map<String, String> named, Set<String> flags) {
    private static final Set<String> FLAGS =
            Set.of("--json", "--yes", "--all", "--dry-run", "--without-report", "--finish");
    private static final Set<String> EVERYWHERE = Set.of("--hub", "--key", "--home");

    static Typed of(List<String> arguments) throws CannotDo {
        String command = arguments.isEmpty() ? "" : arguments.getFirst();
        List<String> plain = new ArrayList<>();
        Map<String, String> named = new HashMap<>();
        Set<String> flags = new java.util.HashSet<>();
        Iterator<String> rest = arguments.stream().skip(1).iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            if (FLAGS.contains(argument)) {
                flags.add(argument);
            } else if (EVERYWHERE.contains(argument) || names(command).contains(argument)) {
                if (!rest.hasNext()) {
                    throw CannotDo.typed(argument + " wants a value; see ops/snodo " + command + " --help");
                }
                named.put(argument, rest.next());
            } else if (argument.startsWith("-")) {
                throw CannotDo.typed("what is " + argument + "? See ops/snodo " + command + " --help");
            } else {
                plain.add(argument);
            }
        }
        return new Typed(command, List.copyOf(plain), Map.copyOf(named), Set.copyOf(flags));
    }

    private static Set<String> names(String command) {
        return switch (command) {
            case "suspend", "resume", "revoke-key", "revoke-certificate", "exit", "stay", "erase" -> Set.of("--reason");
            case "admit" -> Set.of("--reason", "--report");
            case "move-database" -> Set.of("--to", "--reason");
            case "export" -> Set.of("--output");
            case "audit" -> Set.of("--limit");
            case "new-key" -> Set.of("--as");
            case "invite", "members-from-csv", "export-folder" -> Set.of("--into");
            case "rotate" -> Set.of("--seal", "--into", "--reason");
            default -> Set.of();
        };
    }

    /** The {@code index}th of exactly {@code count}. */
    String plain(int index, int count, String what) throws CannotDo {
        if (plain.size() != count) {
            throw CannotDo.typed("which " + what + "? See ops/snodo " + command + " --help");
        }
        return plain.get(index);
    }

    void nothingPlain() throws CannotDo {
        if (!plain.isEmpty()) {
            throw CannotDo.typed("what is " + plain.getFirst() + "? See ops/snodo " + command + " --help");
        }
    }

    String required(String name, String what) throws CannotDo {
        String value = named.get(name);
        if (value == null || value.isBlank()) {
            throw CannotDo.typed(name + " is missing: " + what);
        }
        return value;
    }

    boolean isJson() {
        return flags.contains("--json");
    }

    boolean isSure() {
        return flags.contains("--yes");
    }

    URI hub() throws CannotDo {
        String hub = named.getOrDefault("--hub", "http://127.0.0.1:8080");
        try {
            URI uri = URI.create(hub);
            if (uri.getHost() != null && Set.of("http", "https").contains(String.valueOf(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw CannotDo.typed(hub + " is no address of a hub; they look like https://hub.example.org");
    }

    Path key() {
        String key = named.get("--key");
        return key == null ? Path.of(named.getOrDefault("--home", ""), ".demo", "keys", "operator.json") : Path.of(key);
    }
}
