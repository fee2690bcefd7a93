package io.snodo.ops.dossier;

import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for; {@code ops/evidence --help} explains it.
 *
 * @param key, certificate the member's seal, PEM; those of the demonstration where none are named
 */
record ExportOptions(TicketNumber ticket, MemberCode member, Path output, URI hub, Path key, Path certificate) {
    private static final Set<String> NAMES =
            Set.of("--member", "--output", "--hub", "--key", "--certificate", "--home");

    static ExportOptions of(List<String> arguments) throws CannotExport {
        Map<String, String> options = new HashMap<>();
        @Nullable String number = null;
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            if (NAMES.contains(argument)) {
                if (!rest.hasNext()) {
                    throw new CannotExport(argument + " wants a value; see ops/evidence --help");
                }
                options.put(argument, rest.next());
            } else if (argument.startsWith("-") || number != null) {
                throw new CannotExport("what is " + argument + "? See ops/evidence --help");
            } else {
                number = argument;
            }
        }
        if (number == null) {
            throw new CannotExport("which ticket? ops/evidence export TICKET --member CODE --output FILE");
        }
        TicketNumber ticket = ticket(number);
        MemberCode member = member(required(options, "--member", "the code of the member that asks"));
        Path output = Path.of(required(options, "--output", "the file to write"));
        Path keys = Path.of(options.getOrDefault("--home", ""), ".demo", "keys", member.value());
        return new ExportOptions(
                ticket,
                member,
                output.toAbsolutePath(),
                URI.create(options.getOrDefault("--hub", "http://127.0.0.1:8080")),
                Path.of(options.getOrDefault("--key", keys.resolve("seal.key").toString())),
                Path.of(options.getOrDefault(
                        "--certificate", keys.resolve("seal.pem").toString())));
    }

    private static String required(Map<String, String> options, String name, String what) throws CannotExport {
        String value = options.get(name);
        if (value == null) {
            throw new CannotExport(name + " is missing: " + what);
        }
        return value;
    }

    private static TicketNumber ticket(String number) throws CannotExport {
        try {
            return TicketNumber.typed(number);
        } catch (IllegalArgumentException e) {
            throw new CannotExport(number + " is no ticket number, or has a slip in it; they look like L736-000042-T");
        }
    }

    private static MemberCode member(String code) throws CannotExport {
        try {
            return new MemberCode(code);
        } catch (IllegalArgumentException e) {
            throw new CannotExport(code + " is no member's code; they look like c_l736");
        }
    }
}
