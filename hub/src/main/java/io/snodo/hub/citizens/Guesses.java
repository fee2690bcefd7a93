package io.snodo.hub.citizens;

import io.snodo.hub.identity.WrongTries;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Counts wrong guesses, for each number from each client, and makes the next one wait ever longer; beyond that for each
 * client and for each number, generously. A number that many guess at is slow for those who have guessed wrong at it
 * already: who comes with the right code from anywhere else is never kept waiting by them. A code has 49 bits: what is
 * left to a guesser here would take longer than any ticket lives. Each node of the hub counts for itself.
 */
final class Guesses {
    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);

    private final Clock clock;
    private final WrongTries pairs = new WrongTries(5, FIRST_WAIT);
    private final WrongTries clients = new WrongTries(50, FIRST_WAIT);
    private final WrongTries numbers = new WrongTries(50, FIRST_WAIT);

    Guesses(Clock clock) {
        this.clock = clock;
    }

    /** How long this guess has to wait; empty if it may be made now. */
    synchronized Optional<Duration> mustWait(String number, String client) {
        Instant now = clock.instant();
        String pair = pair(number, client);
        Duration wait = longer(pairs.wait(pair, now), clients.wait(client, now));
        if (pairs.hasCounted(pair, now)) {
            wait = longer(wait, numbers.wait(number, now));
        }
        return wait.isPositive() ? Optional.of(wait) : Optional.empty();
    }

    synchronized void wrong(String number, String client) {
        Instant now = clock.instant();
        pairs.count(pair(number, client), now);
        clients.count(client, now);
        numbers.count(number, now);
    }

    /**
     * Who has the right code had mistyped it before and not guessed at it. That takes back the client's mistakes at this
     * number and no others: a code of one's own must not pay for guessing at other people's.
     */
    synchronized void right(String number, String client) {
        int mistakes = pairs.forget(pair(number, client));
        clients.forgive(client, mistakes);
        numbers.forgive(number, mistakes);
    }

    private static String pair(String number, String client) {
        return number + " " + client;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
