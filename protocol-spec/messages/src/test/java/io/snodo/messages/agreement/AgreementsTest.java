package io.snodo.messages.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Day;
import io.snodo.messages.body.Deed;
import io.snodo.messages.body.Registry;
import io.snodo.messages.body.Registry.Agreement;
import io.snodo.messages.body.Registry.Agreement.Kind;
import io.snodo.messages.body.Terms;
import io.snodo.messages.refusal.Lack;
import io.snodo.messages.refusal.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AgreementsTest {
    private static final MemberCode VENEZIA = new MemberCode("c_l736");
    private static final MemberCode PARMA = new MemberCode("c_g337");
    private static final MemberCode BRESCIA = new MemberCode("c_b157");
    private static final MemberCode REGGIO = new MemberCode("c_h224");
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final Deed.Text TITLE = new Deed.Text("Area metropolitana", "Metropolitan area");

    @Test
    void countsBetweenThoseWhoHaveAcceptedAndNobodyElse() {
        Agreements agreements =
                Agreements.of(List.of(area(1, List.of("strade"), null, List.of(BRESCIA), VENEZIA, PARMA)));

        assertThat(agreements.mayHandOver(VENEZIA, PARMA, "strade", NOW)).isTrue();
        assertThat(agreements.mayHandOver(PARMA, VENEZIA, "strade", NOW)).isTrue();
        assertThat(agreements.mayHandOver(VENEZIA, BRESCIA, "strade", NOW)).isFalse();
        assertThat(agreements.mayHandOver(BRESCIA, VENEZIA, "strade", NOW)).isFalse();
        assertThat(agreements.mayHandOver(VENEZIA, REGGIO, "strade", NOW)).isFalse();
        assertThat(agreements.mayHandOver(VENEZIA, VENEZIA, "strade", NOW)).isFalse();
    }

    @Test
    void countsForItsCategoriesOnly() {
        Agreements agreements = Agreements.of(List.of(area(1, List.of("strade"), null, List.of(), VENEZIA, PARMA)));

        assertThat(agreements.mayHandOver(VENEZIA, PARMA, "tributi", NOW)).isFalse();
        assertThat(agreements.mayHandOver(VENEZIA, PARMA, null, NOW)).isTrue();
    }

    @Test
    void theNewestThatBothAcceptedCountsAndNoOlderOneBesideIt() {
        Instant until = NOW.plus(Duration.ofDays(1));
        Agreements agreements = Agreements.of(List.of(
                area(1, List.of("strade", "tributi"), until, List.of(), VENEZIA, PARMA, BRESCIA),
                area(2, List.of("strade"), null, List.of(BRESCIA), VENEZIA, PARMA)));

        assertThat(agreements.mayHandOver(VENEZIA, PARMA, "tributi", NOW))
                .as("both accepted version 2")
                .isFalse();
        assertThat(agreements.mayHandOver(VENEZIA, BRESCIA, "tributi", NOW))
                .as("version 1 goes on")
                .isTrue();
        assertThat(agreements.mayHandOver(VENEZIA, BRESCIA, "tributi", until))
                .as("until its day")
                .isFalse();
    }

    @Test
    void whatTheNewestDoesNotGrantAnyMoreAnOlderOneDoesNotEither() {
        Agreement lending = new Agreement(
                "area-veneta.1.overflow",
                Kind.OVERFLOW,
                null,
                null,
                List.of("strade"),
                List.of(VENEZIA, PARMA, BRESCIA),
                List.of(),
                new Deed(
                        "area-veneta",
                        null,
                        "area-metropolitana",
                        1,
                        List.of(Kind.HANDOVER, Kind.OVERFLOW),
                        TITLE,
                        TITLE,
                        new Terms(List.of(), List.of("strade"), null, 0, null, null, null, 0),
                        "",
                        NOW.plus(Duration.ofDays(1))));
        Agreements agreements =
                Agreements.of(List.of(lending, area(2, List.of("strade"), null, List.of(BRESCIA), VENEZIA, PARMA)));

        assertThat(agreements.lends(VENEZIA, PARMA, "strade", NOW)).isFalse();
        assertThat(agreements.lends(VENEZIA, BRESCIA, "strade", NOW)).isTrue();
    }

    @Test
    void oneBetweenTwoCountsInItsDirectionOnly() {
        Agreement one = new Agreement(
                "v-p.1.handover",
                Kind.HANDOVER,
                PARMA,
                VENEZIA,
                List.of(),
                List.of(VENEZIA, PARMA),
                List.of(),
                deed("v-p", 1, List.of(), null));
        Agreements agreements = Agreements.of(List.of(one));

        assertThat(agreements.mayHandOver(VENEZIA, PARMA, "strade", NOW)).isTrue();
        assertThat(agreements.mayHandOver(PARMA, VENEZIA, "strade", NOW)).isFalse();
    }

    @Test
    void aRefusalNamesWhoseAcceptanceIsMissing() {
        Lack lack = Agreements.of(List.of(area(2, List.of("strade"), null, List.of(BRESCIA), VENEZIA, PARMA)))
                .lack(Kind.HANDOVER, BRESCIA, VENEZIA, "strade", NOW);

        assertThat(lack)
                .isEqualTo(new Lack(
                        Lack.Kind.HANDOVER,
                        "c_b157",
                        "c_l736",
                        "strade",
                        "area-veneta",
                        "area-metropolitana",
                        2,
                        new Lack.Title("Area metropolitana", "Metropolitan area"),
                        List.of("c_b157")));
        assertThat(Refusal.lacking(lack).problem("x").sentences().get("it"))
                .contains("c_b157 non ha concordato di prendere ticket da c_l736 per «strade»")
                .contains("area-veneta")
                .contains("Area metropolitana")
                .contains("accettare c_b157");
        assertThat(Refusal.lacking(lack).detail())
                .isEqualTo("handover by c_b157 for c_l736 of strade; template area-metropolitana version 2"
                        + " in agreement area-veneta waits for c_b157");
    }

    @Test
    void aRefusalNamesATemplateThatIsNotAppliedYetAndOtherwiseSaysThatThereIsNone() {
        Agreements agreements =
                Agreements.of(List.of(), List.of(deed("area-metropolitana", 3, List.of("strade"), null)));

        Lack unapplied = agreements.lack(Kind.HANDOVER, PARMA, VENEZIA, "strade", NOW);
        assertThat(unapplied.template()).isEqualTo("area-metropolitana");
        assertThat(unapplied.agreement()).isNull();
        assertThat(Refusal.lacking(unapplied).problem("x").sentences().get("en"))
                .contains("ask the hub's operator");

        Lack none = agreements.lack(Kind.HANDOVER, PARMA, VENEZIA, "tributi", NOW);
        assertThat(none.template()).isNull();
        assertThat(none.line()).endsWith("no template would allow it");
    }

    @Test
    void aHundredThousandPairsAreNotWrittenDown() {
        List<Agreement> areas = new ArrayList<>();
        for (int area = 0; area < 20; area++) {
            int first = area * 400;
            List<MemberCode> members = IntStream.range(first, first + 400)
                    .mapToObj(i -> new MemberCode("m_" + i))
                    .toList();
            areas.add(new Agreement(
                    "a" + area,
                    Kind.HANDOVER,
                    null,
                    null,
                    List.of(),
                    members,
                    List.of(),
                    deed("a" + area, 1, List.of(), null)));
        }
        Agreements agreements = Agreements.of(areas);
        long began = System.nanoTime();
        for (int i = 0; i < 100_000; i++) {
            MemberCode one = new MemberCode("m_" + i % 8000);
            MemberCode other = new MemberCode("m_" + (i * 7 + 1) % 8000);
            boolean same = i % 8000 / 400 == (i * 7 + 1) % 8000 / 400 && !one.equals(other);
            assertThat(agreements.mayHandOver(one, other, "strade", NOW)).isEqualTo(same);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
        assertThat(Json.MAPPER.writeValueAsString(areas).length()).isLessThan(200_000);
    }

    @Test
    void theDigestIsOfAllThatIsSaidAndOfNothingElse() {
        Deed deed = deed("area-veneta", 1, List.of("strade"), null);

        assertThat(deed.isWhole()).isTrue();
        assertThat(deed("other", 1, List.of("strade"), NOW).digest()).isEqualTo(deed.digest());
        assertThat(deed("area-veneta", 1, List.of("tributi"), null).digest()).isNotEqualTo(deed.digest());
        assertThat(new Deed(
                                deed.agreement(),
                                null,
                                deed.template(),
                                deed.version(),
                                deed.kinds(),
                                deed.title(),
                                new Deed.Text("altro", "else"),
                                deed.terms(),
                                deed.digest(),
                                null)
                        .isWhole())
                .isFalse();
    }

    @Test
    void theGoldenExamplesCarryTheDigestsOfWhatTheySay() throws IOException {
        Path example = Path.of("../specification/examples/valid/registry/one-template-for-a-group.json");
        Registry registry = Json.MAPPER.treeToValue(
                Json.MAPPER.readTree(Files.readString(example)).path("body"), Registry.class);

        assertThat(registry.agreements())
                .hasSize(3)
                .allSatisfy(each -> assertThat(each.deed().isWhole()).isTrue());
    }

    @Test
    void operatorsAreLentAtTheLendersHours() {
        Terms.Hours mornings = new Terms.Hours(List.of(Day.MON), "09:30", "10:00");
        ZoneId rome = ZoneId.of("Europe/Rome");

        assertThat(mornings.contain(NOW.atZone(rome))).as("ten o'clock in Rome").isFalse();
        assertThat(mornings.contain(NOW.minusSeconds(1).atZone(rome))).isTrue();
        assertThat(mornings.contain(
                        NOW.minus(Duration.ofDays(1)).minusSeconds(1).atZone(rome)))
                .as("on Sunday")
                .isFalse();
    }

    private static Agreement area(
            int version,
            List<String> categories,
            @Nullable Instant until,
            List<MemberCode> waiting,
            MemberCode... among) {
        return new Agreement(
                "area-veneta." + version + ".handover",
                Kind.HANDOVER,
                null,
                null,
                List.of(),
                List.of(among),
                waiting,
                deed("area-veneta", version, categories, until));
    }

    private static Deed deed(String agreement, int version, List<String> categories, @Nullable Instant until) {
        Terms terms = new Terms(categories, List.of(), null, 0, null, null, null, 0);
        List<Kind> kinds = List.of(Kind.HANDOVER);
        return new Deed(
                agreement,
                null,
                "area-metropolitana",
                version,
                kinds,
                TITLE,
                TITLE,
                terms,
                Deed.digest("area-metropolitana", version, kinds, TITLE, TITLE, terms),
                until);
    }
}
