package io.snodo.hub.members;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Deed;
import io.snodo.messages.body.Registry;
import io.snodo.messages.body.Registry.Agreement.Kind;
import io.snodo.messages.body.Terms;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ArrangementsTest {
    private static final MemberCode VENEZIA = new MemberCode("c_l736");
    private static final MemberCode PARMA = new MemberCode("c_g337");
    private static final MemberCode BRESCIA = new MemberCode("c_b157");
    private static final Set<MemberCode> ALL = Set.of(VENEZIA, PARMA, BRESCIA);
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(86_400);

    @Test
    void theOldVersionGoesOnForThoseWhoAcceptedItUntilItsDay() {
        Arrangements arrangements = new Arrangements(
                List.of(template(2, "strade", LATER)), List.of(area()), List.of(template(1, "tributi", null)));
        List<Word> words = List.of(accepts(VENEZIA, 1), accepts(PARMA, 1), accepts(BRESCIA, 1), accepts(VENEZIA, 2));

        List<Registry.Agreement> now = arrangements.agreements(ALL, words, NOW);
        assertThat(now).extracting(Registry.Agreement::id).containsExactly("area.2.handover", "area.1.handover");
        assertThat(now.get(0).among()).containsExactly(VENEZIA);
        assertThat(now.get(0).waiting()).containsExactlyInAnyOrder(PARMA, BRESCIA);
        assertThat(now.get(1).among()).containsExactlyInAnyOrder(VENEZIA, PARMA, BRESCIA);
        assertThat(now.get(1).waiting()).isEmpty();
        assertThat(now.get(1).deed().until()).isEqualTo(LATER);

        assertThat(arrangements.agreements(ALL, words, LATER))
                .extracting(Registry.Agreement::id)
                .containsExactly("area.2.handover");
    }

    @Test
    void aVersionThatSaysNothingOfThoseBeforeEndsThem() {
        Arrangements arrangements = new Arrangements(
                List.of(template(3, "strade", LATER)),
                List.of(area()),
                List.of(template(2, "strade", null), template(1, "tributi", null)));
        List<Word> words = List.of(accepts(VENEZIA, 1), accepts(PARMA, 1), accepts(VENEZIA, 2), accepts(PARMA, 2));

        assertThat(arrangements.agreements(ALL, words, NOW))
                .extracting(Registry.Agreement::id)
                .containsExactly("area.3.handover", "area.2.handover");
    }

    @Test
    void whoLeavesLeavesEveryVersionAndWhatWasAcceptedOnPaperToo() {
        Group group = area();
        assertThat(Arrangements.accepted(group, PARMA, List.of())).containsExactly(1);
        assertThat(Arrangements.accepted(group, PARMA, List.of(accepts(PARMA, 2), leaves(PARMA))))
                .isEmpty();
        assertThat(Arrangements.accepted(group, PARMA, List.of(leaves(PARMA), accepts(PARMA, 2))))
                .containsExactly(2);
    }

    @Test
    void whoIsNoMemberAnyMoreIsAmongNobody() {
        Arrangements arrangements = new Arrangements(List.of(template(1, "strade", null)), List.of(area()));

        List<Registry.Agreement> agreements =
                arrangements.agreements(Set.of(VENEZIA, BRESCIA), List.of(accepts(VENEZIA, 1), accepts(PARMA, 1)), NOW);

        assertThat(agreements).singleElement().satisfies(one -> {
            assertThat(one.among()).containsExactly(VENEZIA);
            assertThat(one.waiting()).containsExactly(BRESCIA);
        });
    }

    @Test
    void aTemplateChangedWithoutItsVersionIsAFault() {
        Arrangements known = new Arrangements(
                List.of(template(2, "strade", null)), List.of(), List.of(template(1, "tributi", null)));

        assertThat(new Arrangements(List.of(template(2, "tributi", null)), List.of()).unversioned(known))
                .singleElement()
                .asString()
                .contains("give it version 3");
        assertThat(new Arrangements(List.of(template(1, "tributi", null)), List.of()).unversioned(known))
                .singleElement()
                .asString()
                .contains("version 2 is known already");
        assertThat(new Arrangements(List.of(template(2, "strade", LATER)), List.of()).unversioned(known))
                .isEmpty();
    }

    private static Group area() {
        return new Group(
                "area",
                null,
                "modello",
                List.of(VENEZIA, PARMA, BRESCIA),
                null,
                null,
                List.of(new Group.OnPaper(PARMA, 1, LocalDate.of(2026, 9, 1), "deliberazione 1/2026")));
    }

    private static AgreementTemplate template(int version, String category, @Nullable Instant previousUntil) {
        Deed.Text text = new Deed.Text("Prova", "Trial");
        Terms terms = new Terms(List.of(category), List.of(), null, 0, null, null, null, 0);
        return new AgreementTemplate("modello", version, List.of(Kind.HANDOVER), text, text, terms, previousUntil);
    }

    private static Word accepts(MemberCode member, int version) {
        return new Word(UUID.randomUUID(), member, "area", "modello", version, true, NOW);
    }

    private static Word leaves(MemberCode member) {
        return new Word(UUID.randomUUID(), member, "area", "modello", 1, false, NOW);
    }
}
