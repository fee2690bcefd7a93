package io.snodo.spoke.enrolment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What was typed after {@code join}.
 *
 * @param invitation the text itself
 * @param folder where everything goes
 */
record JoinOptions(String invitation, Path folder, int port, Locale locale) {
    private static final int LONGEST = 64 * 1024;
    private static final int PORT = 8101;

    static boolean wantsHelp(List<String> arguments) {
        return arguments.isEmpty() || arguments.contains("--help") || arguments.contains("-h");
    }

    static Locale locale(List<String> arguments) {
        int at = arguments.indexOf("--language");
        return at >= 0 && at + 1 < arguments.size()
                ? Locale.of(arguments.get(at + 1))
                : Locale.getDefault(Locale.Category.DISPLAY);
    }

    static JoinOptions of(List<String> arguments, InputStream in) throws CannotJoin {
        @Nullable String invitation = null;
        Path folder = Path.of("");
        int port = PORT;
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            switch (argument) {
                case "--folder" -> folder = Path.of(value(rest, argument));
                case "--port" -> port = port(value(rest, argument));
                case "--language" -> value(rest, argument);
                default -> {
                    if (invitation != null || argument.startsWith("--")) {
                        throw new CannotJoin("typed.unknown", argument);
                    }
                    invitation = argument;
                }
            }
        }
        if (invitation == null) {
            throw new CannotJoin("typed.missing");
        }
        return new JoinOptions(text(invitation, in), folder.toAbsolutePath().normalize(), port, locale(arguments));
    }

    static String value(Iterator<String> rest, String argument) throws CannotJoin {
        if (!rest.hasNext()) {
            throw new CannotJoin("typed.value", argument);
        }
        return rest.next();
    }

    private static int port(String text) throws CannotJoin {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65535) {
            throw new CannotJoin("typed.unknown", text);
        }
        return Integer.parseInt(text);
    }

    /** A file's name, {@code -} for what is piped in, or the invitation itself. */
    private static String text(String typed, InputStream in) throws CannotJoin {
        try {
            if (typed.equals("-")) {
                return new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8);
            }
            if (isFile(typed)) {
                try (InputStream file = Files.newInputStream(Path.of(typed))) {
                    return new String(file.readNBytes(LONGEST), StandardCharsets.UTF_8);
                }
            }
            return typed;
        } catch (IOException e) {
            throw new CannotJoin(e, "invitation.unreadable");
        }
    }

    private static boolean isFile(String typed) {
        try {
            return typed.length() < 4000 && Files.isRegularFile(Path.of(typed));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
