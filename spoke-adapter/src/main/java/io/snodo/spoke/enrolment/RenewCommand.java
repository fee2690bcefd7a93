package io.snodo.spoke.enrolment;

import io.snodo.messages.enrolment.Purpose;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** {@code renew}: has the spoke that runs in a folder change its keys now, and waits for it. */
public final class RenewCommand {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final PrintStream out;
    private final Words words;
    private final Clock clock;
    private final Duration patience;

    private RenewCommand(PrintStream out, Words words, Clock clock, Duration patience) {
        this.out = out;
        this.words = words;
        this.clock = clock;
        this.patience = patience;
    }

    /** The exit code: 0 if it is done, 1 if not yet, 2 if what was typed cannot be understood. */
    public static int run(List<String> arguments, PrintStream out, Clock clock) {
        return run(arguments, out, clock, PATIENCE);
    }

    static int run(List<String> arguments, PrintStream out, Clock clock, Duration patience) {
        Words words = new Words(JoinOptions.locale(arguments));
        if (arguments.contains("--help") || arguments.contains("-h")) {
            out.println(words.say("renew.help"));
            return 0;
        }
        try {
            return new RenewCommand(out, words, clock, patience).renew(folder(arguments));
        } catch (CannotJoin e) {
            out.println(words.say("renew.failed", words.why(e)));
            return e.key().startsWith("typed.") ? 2 : 1;
        } catch (IOException e) {
            out.println(words.say("renew.failed", words.say("folder.unwritable", String.valueOf(e.getMessage()))));
            return 1;
        }
    }

    private static Path folder(List<String> arguments) throws CannotJoin {
        Path folder = Path.of("");
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            switch (argument) {
                case "--folder" -> folder = Path.of(JoinOptions.value(rest, argument));
                case "--language" -> JoinOptions.value(rest, argument);
                default -> throw new CannotJoin("typed.unknown.renew", argument);
            }
        }
        return folder.toAbsolutePath().normalize();
    }

    private int renew(Path root) throws CannotJoin, IOException {
        KeyFiles keys = new SpokeFolder(root).keys();
        if (Files.notExists(keys.certificate(Purpose.LINK))) {
            throw new CannotJoin("renew.nobody", root);
        }
        Wish wish = Wish.in(keys);
        wish.make();
        Instant end = clock.instant().plus(patience);
        while (wish.isNew()) {
            if (clock.instant().isAfter(end)) {
                out.println(words.say("renew.waits", root));
                return 1;
            }
            pause();
        }
        String failure = wish.failure();
        out.println(failure.isEmpty() ? words.say("renew.done") : words.say("renew.again", failure));
        return failure.isEmpty() ? 0 : 1;
    }

    private static void pause() throws CannotJoin {
        try {
            if (new CountDownLatch(1).await(200, TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotJoin(e, "interrupted");
        }
    }
}
