package io.snodo.hub.overflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.hub.members.Members;
import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Day;
import io.snodo.messages.body.Deed;
import io.snodo.messages.body.Registry;
import io.snodo.messages.body.Registry.Agreement;
import io.snodo.messages.body.Registry.Agreement.Kind;
import io.snodo.messages.body.Terms;
import io.snodo.messages.seal.SealKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who lends what to whom by an agreement of a group, at which hours, and how much of it. */
class LendingTest {
    private static final MemberCode PARMA = new MemberCode("c_g337");
    private static final MemberCode BRESCIA = new MemberCode("c_b157");
    private static final MemberCode VENEZIA = new MemberCode("c_l736");
    private static final MemberCode REGGIO = new MemberCode("c_h224");

    /** Monday, ten in the morning in Italy. */
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

    private static final List<MemberCode> ALL = List.of(PARMA, BRESCIA, VENEZIA, REGGIO);
    private static final Terms.Hours MORNINGS = new Terms.Hours(List.of(Day.MON), "08:30", "13:30");

    private final HelpRule rule = new HelpRule(
            Clock.fixed(NOW, ZoneOffset.UTC),
            new OverflowSettings(Duration.ofSeconds(90), Duration.ofSeconds(60), Duration.ofSeconds(5)));

    @Test
    void isLentAmongThoseWhoAcceptedForSkillsThatTheLenderHas() {
        Loans loans = loans(terms(null, 0, null), List.of(PARMA, BRESCIA), List.of(VENEZIA));

        assertThat(loans.to(List.of(BRESCIA), ALL, NOW)).containsOnlyKeys(new Loan(PARMA, BRESCIA, "tributi"));
        assertThat(loans.to(List.of(VENEZIA), ALL, NOW)).isEmpty();
        assertThat(loans.to(List.of(BRESCIA), List.of(BRESCIA), NOW))
                .as("who has not spoken is not looked at")
                .isEmpty();
    }

    @Test
    void isLentAtTheAgreedHoursOnly() {
        Loans loans = loans(terms(MORNINGS, 0, null), ALL, List.of());

        assertThat(loans.to(List.of(BRESCIA), List.of(PARMA), NOW)).hasSize(1);
        assertThat(loans.to(List.of(BRESCIA), List.of(PARMA), NOW.plus(Duration.ofHours(4))))
                .isEmpty();
        assertThat(loans.to(List.of(BRESCIA), List.of(PARMA), NOW.plus(Duration.ofDays(1))))
                .isEmpty();
    }

    @Test
    void helpEndsWhenTheHoursEnd() {
        Episode open = episode(1, BRESCIA);
        Situation late = situation(Map.of(), List.of(busy(BRESCIA), idle(PARMA, 3)), List.of(open), 0);

        assertThat(rule.next(late)).containsExactly(new Step.Stop(open, Episode.Why.NO_LONGER_LENT));
    }

    @Test
    void twoBusyMembersAtOnceDoNotBothGetTheLastOperatorThatIsLent() {
        Map<Loan, List<Limit>> once = Map.of(
                new Loan(PARMA, BRESCIA, "tributi"), List.of(new Limit(0, 1, 0)),
                new Loan(PARMA, VENEZIA, "tributi"), List.of(new Limit(0, 1, 0)));

        assertThat(rule.next(situation(once, List.of(busy(BRESCIA), busy(VENEZIA), idle(PARMA, 5)), List.of(), 0)))
                .containsExactly(new Step.Start(
                        BRESCIA,
                        PARMA,
                        "urp",
                        "tributi",
                        busy(BRESCIA),
                        List.of(new Considered(PARMA, Considered.Verdict.CHOSEN, 5))));
    }

    @Test
    void noMoreThanTheShareOfTheLendersFreeOperatorsIsLent() {
        List<Limit> half = List.of(new Limit(50, 0, 0));
        Map<Loan, List<Limit>> lent = Map.of(
                new Loan(PARMA, BRESCIA, "tributi"), half,
                new Loan(PARMA, VENEZIA, "tributi"), half,
                new Loan(PARMA, REGGIO, "tributi"), half);
        List<Reading> four = List.of(busy(BRESCIA), busy(VENEZIA), busy(REGGIO), idle(PARMA, 4));
        assertThat(rule.next(situation(lent, four, List.of(), 0))).hasSize(2);

        List<Reading> one = List.of(busy(BRESCIA), busy(VENEZIA), busy(REGGIO), idle(PARMA, 1));
        assertThat(rule.next(situation(lent, one, List.of(), 0)))
                .as("one at least")
                .hasSize(1);
        assertThat(rule.next(situation(lent, one, List.of(episode(1, BRESCIA)), 1)))
                .as("and half of two is one")
                .isEmpty();
    }

    @Test
    void noMoreBeginsInADayThanWasAgreed() {
        Map<Loan, List<Limit>> six = Map.of(new Loan(PARMA, BRESCIA, "tributi"), List.of(new Limit(0, 0, 6)));
        List<Reading> readings = List.of(busy(BRESCIA), idle(PARMA, 3));

        assertThat(rule.next(situation(six, readings, List.of(), 5))).hasSize(1);
        assertThat(rule.next(situation(six, readings, List.of(), 6))).isEmpty();
    }

    @Test
    void ofTwoAgreementsOneThatHasRoomIsEnough() {
        Map<Loan, List<Limit>> two =
                Map.of(new Loan(PARMA, BRESCIA, "tributi"), List.of(new Limit(0, 0, 6), Limit.NONE));

        assertThat(rule.next(situation(two, List.of(busy(BRESCIA), idle(PARMA, 3)), List.of(), 9)))
                .hasSize(1);
    }

    @Test
    void eightThousandInOneAgreementCostNoMoreThanThoseWhoHaveSpoken() {
        List<MemberCode> network = Stream.concat(
                        ALL.stream(), IntStream.range(0, 8000).mapToObj(i -> new MemberCode("m_" + i)))
                .toList();
        Loans loans = loans(terms(null, 0, null), network, List.of());
        long began = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            assertThat(loans.to(List.of(BRESCIA), ALL, NOW)).hasSize(1);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
    }

    private static Situation situation(
            Map<Loan, List<Limit>> lent, List<Reading> readings, List<Episode> episodes, int begunToday) {
        return new Situation(lent, readings, episodes, Map.of(PARMA, begunToday), Instant.EPOCH);
    }

    private static Reading busy(MemberCode member) {
        return new Reading(member, "urp", 9, 0, 5, 2, NOW);
    }

    private static Reading idle(MemberCode member, int free) {
        return new Reading(member, "urp", 0, free, 5, 2, NOW);
    }

    private static Episode episode(long id, MemberCode busy) {
        return new Episode(new UUID(0, id), busy, PARMA, "urp", "tributi", NOW.minusSeconds(600), null);
    }

    private static Terms terms(Terms.@Nullable Hours hours, int share, Terms.@Nullable Ceiling ceiling) {
        return new Terms(List.of(), List.of("tributi", "strade"), hours, share, ceiling, null, null, 0);
    }

    private static Loans loans(Terms terms, List<MemberCode> among, List<MemberCode> waiting) {
        Deed.Text text = new Deed.Text("Aiuto", "Help");
        List<Kind> kinds = List.of(Kind.OVERFLOW);
        Deed deed = new Deed(
                "aiuto",
                null,
                "aiuto",
                1,
                kinds,
                text,
                text,
                terms,
                Deed.digest("aiuto", 1, kinds, text, text, terms),
                null);
        List<Registry.Member> members = new ArrayList<>();
        among.forEach(code -> members.add(member(code, code.equals(PARMA) ? List.of("tributi") : List.of())));
        return new Loans(new Members(
                new Registry(
                        1,
                        members,
                        List.of(new Agreement(
                                "aiuto.1.overflow", Kind.OVERFLOW, null, null, terms.skills(), among, waiting, deed)),
                        List.of()),
                SealKey.generate().verifyKey()));
    }

    private static Registry.Member member(MemberCode code, List<String> skills) {
        return new Registry.Member(code, code.value(), "X123", "027042", skills, List.of(), null);
    }
}
