package io.snodo.hub.citizens;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class GuessesTest {
    private static final String NUMBER = "L736-000042-T";
    private Instant now = Instant.parse("2026-11-22T09:00:00Z");
    private final Guesses guesses = new Guesses(new Watch());

    @Test
    void theFirstFewMistakesCostNothing() {
        wrong(4, NUMBER, "a");
        assertThat(guesses.mustWait(NUMBER, "a")).isEmpty();
    }

    @Test
    void whoGuessesAtANumberWaitsAndItsCitizenElsewhereDoesNot() {
        wrong(5, NUMBER, "a");
        assertThat(guesses.mustWait(NUMBER, "a")).contains(Duration.ofSeconds(30));
        assertThat(guesses.mustWait(NUMBER, "b")).isEmpty();
    }

    @Test
    void eachFurtherMistakeDoublesTheWaitUpToAQuarterOfAnHour() {
        wrong(6, NUMBER, "a");
        assertThat(guesses.mustWait(NUMBER, "a")).contains(Duration.ofMinutes(1));
        wrong(20, NUMBER, "a");
        assertThat(guesses.mustWait(NUMBER, "a")).contains(Duration.ofMinutes(15));
    }

    @Test
    void manyWhoGuessAtANumberGetOneGuessEachAndItsCitizenIsNotKeptWaiting() {
        for (int i = 0; i < 60; i++) {
            wrong(1, NUMBER, "guesser " + i);
        }
        assertThat(guesses.mustWait(NUMBER, "guesser 3")).contains(Duration.ofMinutes(15));
        assertThat(guesses.mustWait(NUMBER, "its citizen")).isEmpty();
    }

    @Test
    void aClientThatTriesManyNumbersWaits() {
        for (int i = 0; i < 50; i++) {
            guesses.wrong("number " + i, "a");
        }
        assertThat(guesses.mustWait("another", "a")).isPresent();
        assertThat(guesses.mustWait("another", "b")).isEmpty();
    }

    @Test
    void theWaitEnds() {
        wrong(5, NUMBER, "a");
        now = now.plusSeconds(30);
        assertThat(guesses.mustWait(NUMBER, "a")).isEmpty();
    }

    @Test
    void theRightCodeTakesBackTheMistakesBeforeIt() {
        for (int i = 0; i < 20; i++) {
            wrong(4, "number " + i, "a desk that reads many out");
            guesses.right("number " + i, "a desk that reads many out");
        }
        wrong(4, "another", "a desk that reads many out");
        assertThat(guesses.mustWait("another", "a desk that reads many out")).isEmpty();
    }

    @Test
    void aCodeOfOnesOwnDoesNotPayForGuessesAtOthers() {
        for (int i = 0; i < 50; i++) {
            wrong(1, "number " + i, "a");
            guesses.right(NUMBER, "a");
        }
        assertThat(guesses.mustWait("another", "a")).isPresent();
    }

    private void wrong(int times, String number, String client) {
        for (int i = 0; i < times; i++) {
            guesses.wrong(number, client);
        }
    }

    private final class Watch extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
