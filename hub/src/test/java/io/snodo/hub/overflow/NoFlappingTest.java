package io.snodo.hub.overflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.MemberCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queues that wander at random, with silences and a hub that restarts: whatever happens, help behaves. */
class NoFlappingTest {
    private static final Duration FRESHNESS = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofSeconds(60);
    private static final MemberCode BRESCIA = new MemberCode("c_b157");
    private static final List<MemberCode> MEMBERS =
            Stream.of("c_b157", "c_h224", "c_g337").map(MemberCode::new).toList();
    private static final Set<Loan> LOANS = Set.of(
            new Loan(MEMBERS.get(1), BRESCIA, "tributi"),
            new Loan(MEMBERS.get(2), BRESCIA, "tributi"),
            new Loan(MEMBERS.get(1), BRESCIA, "anagrafe"),
            new Loan(BRESCIA, MEMBERS.get(2), "mobilita"));

    private final Map<MemberCode, Reading> readings = new HashMap<>();
    private final List<Episode> episodes = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-22T09:00:00Z");
    private final HelpRule rule =
            new HelpRule(new Watch(), new OverflowSettings(FRESHNESS, PAUSE, Duration.ofSeconds(5)));

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 42, 2026, 998_877})
    void helpNeverFlaps(long seed) {
        Random random = new Random(seed);
        Instant listeningSince = now;
        for (int i = 0; i < 6_000; i++) {
            now = now.plusSeconds(1 + random.nextInt(10));
            MemberCode member = MEMBERS.get(random.nextInt(MEMBERS.size()));
            if (random.nextInt(400) == 0) {
                now = now.plus(FRESHNESS); // everybody falls silent
            } else if (random.nextInt(10) > 0) {
                wander(member, random);
            }
            if (random.nextInt(500) == 0) {
                listeningSince = now; // the hub restarts: it keeps nothing but what is stored
            }
            step(listeningSince);
            checkWhoHelps(listeningSince);
        }
        assertThat(episodes).as("the walk led to help").hasSizeGreaterThan(10);

        now = now.plus(FRESHNESS).plus(FRESHNESS);
        step(listeningSince);
        assertThat(episodes).as("in silence every episode ends").noneMatch(Episode::isOpen);
        checkPausesAndOrder();
    }

    private void wander(MemberCode member, Random random) {
        Reading before = readings.get(member);
        int waiting = Math.max(0, (before == null ? 0 : before.waiting()) + random.nextInt(5) - 2);
        readings.put(member, new Reading(member, "urp", waiting, random.nextInt(3), 6, 3, now));
    }

    private void step(Instant listeningSince) {
        List<Step> steps = rule.next(situation(listeningSince));
        for (Step step : steps) {
            switch (step) {
                case Step.Start start ->
                    episodes.add(new Episode(
                            UUID.randomUUID(), start.busy(), start.helper(), start.queue(), start.skill(), now, null));
                case Step.Stop(Episode episode, Episode.Why why) ->
                    episodes.set(
                            episodes.indexOf(episode),
                            new Episode(
                                    episode.id(),
                                    episode.busy(),
                                    episode.helper(),
                                    episode.queue(),
                                    episode.skill(),
                                    episode.startedAt(),
                                    new Episode.End(now, why)));
            }
        }
        assertThat(rule.next(situation(listeningSince)))
                .as("deciding twice does nothing twice")
                .noneMatch(steps::contains);
    }

    private Situation situation(Instant listeningSince) {
        return new Situation(LOANS, List.copyOf(readings.values()), recent(), listeningSince);
    }

    /** What the store would hand over. */
    private List<Episode> recent() {
        return episodes.stream()
                .filter(e -> e.end() == null || !e.end().at().isBefore(now.minus(PAUSE)))
                .toList();
    }

    private void checkWhoHelps(Instant listeningSince) {
        List<Episode> open = episodes.stream().filter(Episode::isOpen).toList();
        assertThat(open.stream().map(e -> e.busy() + e.queue() + e.helper()).collect(Collectors.toSet()))
                .as("the same help is not open twice")
                .hasSameSizeAs(open);
        boolean listensLongEnough = !now.isBefore(listeningSince.plus(FRESHNESS));
        for (Episode episode : open) {
            Reading helper = readings.get(episode.helper());
            assertThat(helper.isFull()).as("a busy helper does not help").isFalse();
            assertThat(readings.get(episode.busy()).hasCalmedDown()).isFalse();
            assertThat(listensLongEnough && !now.isBefore(helper.receivedAt().plus(FRESHNESS)))
                    .as("a silent helper does not help")
                    .isFalse();
        }
    }

    private void checkPausesAndOrder() {
        Map<String, List<Episode>> byPair =
                episodes.stream().collect(Collectors.groupingBy(e -> e.busy() + ">" + e.helper()));
        for (List<Episode> ofPair : byPair.values()) {
            for (int i = 1; i < ofPair.size(); i++) {
                Episode.End before = ofPair.get(i - 1).end();
                assertThat(before).as("starts and stops alternate").isNotNull();
                assertThat(ofPair.get(i).startedAt())
                        .as("the pause is kept")
                        .isAfterOrEqualTo(before.at().plus(PAUSE));
            }
        }
    }

    private final class Watch extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return InstantSource.fixed(now).withZone(zone);
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
