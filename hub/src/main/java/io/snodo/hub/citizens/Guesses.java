package io.snodo.hub.citizens;

import io.snodo.hub.identity.WrongTries;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Counts wrong guesses, for each number and for each client, and makes the next one wait ever longer. A code has 49
 * bits: what is left to a guesser here would take longer than any ticket lives. Each node of the hub counts for itself.
 */
final class Guesses {
    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);

    private final Clock clock;
    private final WrongTries numbers = new WrongTries(5, FIRST_WAIT);
    private final WrongTries clients = new WrongTries(20, FIRST_WAIT);

    Guesses(Clock clock) {
        this.clock = clock;
    }

    /** How long this guess has to wait; empty if it may be made now. */
    synchronized Optional<Duration> mustWait(String number, String client) {
        Instant now = clock.instant();
        Duration wait = numbers.wait(number, now).compareTo(clients.wait(client, now)) > 0
                ? numbers.wait(number, now)
                : clients.wait(client, now);
        return wait.isPositive() ? Optional.of(wait) : Optional.empty();
    }

    synchronized void wrong(String number, String client) {
        Instant now = clock.instant();
        numbers.count(number, now);
        clients.count(client, now);
    }

    /** A right one shows that its client knows what it is doing; it clears the number and not the client. */
    synchronized void right(String number) {
        numbers.forget(number);
    }
}
