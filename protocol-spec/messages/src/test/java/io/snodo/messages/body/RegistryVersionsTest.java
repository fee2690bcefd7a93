package io.snodo.messages.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Registry.Agreement;
import io.snodo.messages.body.Registry.Category;
import io.snodo.messages.body.Registry.Member;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A registry that changes at random: what is said of its changes, in whatever pieces, makes the same registry. */
class RegistryVersionsTest {
    private final Random chance = new Random(20261122);

    @Test
    void changesMakeOfAnEarlierVersionTheLaterOneWhateverHappensInBetween() {
        for (int run = 0; run < 50; run++) {
            List<Registry> versions = history(30);
            for (int i = 0; i < 20; i++) {
                int from = chance.nextInt(versions.size() - 1);
                int to = from + 1 + chance.nextInt(versions.size() - from - 1);
                RegistryChanges atOnce = RegistryChanges.between(versions.get(from), versions.get(to));
                assertThat(atOnce.appliedTo(versions.get(from))).isEqualTo(versions.get(to));

                RegistryChanges merged = RegistryChanges.between(versions.get(from), versions.get(from + 1));
                for (int step = from + 1; step < to; step++) {
                    merged = merged.then(RegistryChanges.between(versions.get(step), versions.get(step + 1)));
                }
                assertThat(merged.appliedTo(versions.get(from))).isEqualTo(versions.get(to));
                int between = from + chance.nextInt(to - from);
                assertThat(merged.appliedTo(versions.get(between)))
                        .as("changes fit every version that they lead past")
                        .isEqualTo(versions.get(to));
            }
        }
    }

    @Test
    void whatDoesNotFitACopyIsNotAppliedToIt() {
        List<Registry> versions = history(5);
        RegistryChanges changes = RegistryChanges.between(versions.get(2), versions.get(3));
        assertThat(changes.fits(versions.get(1).version())).isFalse();
        assertThat(changes.fits(versions.get(3).version())).isFalse();
        assertThatThrownBy(() -> changes.appliedTo(versions.get(1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aKeyThatAMemberHasAgainHasNotEnded() {
        MemberCode code = new MemberCode("c_x001");
        Member with = member(code, 1);
        Registry.RetiredKey ended = new Registry.RetiredKey(
                code, with.keys().getFirst(), Instant.EPOCH, Instant.EPOCH.plusSeconds(1), false);
        Registry first = new Registry(1, List.of(with.withKeys(List.of())), List.of(), List.of(), List.of(ended));
        Registry second = new Registry(2, List.of(with), List.of(), List.of(), List.of());
        assertThat(RegistryChanges.between(first, second).appliedTo(first)).isEqualTo(second);
    }

    @Test
    void inPartsThatFitIntoAMessageItIsTheSameWhateverTheirOrder() {
        for (int run = 0; run < 20; run++) {
            Registry whole = history(40).getLast();
            int room = 2_000 + chance.nextInt(4_000);
            List<Registry> parts = new ArrayList<>(RegistryParts.of(whole, room));
            assertThat(parts).hasSizeGreaterThan(1).allSatisfy(part -> {
                assertThat(RegistryParts.size(part)).isLessThan(room + 300);
                assertThat(part.parts()).isEqualTo(parts.size());
            });
            Collections.shuffle(parts, chance);
            assertThat(RegistryParts.joined(parts)).isEqualTo(whole);
        }
    }

    @Test
    void whatFitsIntoOneMessageHasNoParts() {
        Registry whole = history(3).getLast();
        assertThat(RegistryParts.of(whole, RegistryParts.ROOM)).containsExactly(whole);
    }

    @Test
    void isReadFromJsonAsItWasWritten() {
        List<Registry> versions = history(10);
        RegistryChanges changes = RegistryChanges.between(versions.getFirst(), versions.getLast());
        String written = Json.MAPPER.writeValueAsString(changes);
        assertThat(Json.MAPPER.readValue(written, RegistryChanges.class)).isEqualTo(changes);
    }

    private List<Registry> history(int length) {
        Map<String, Member> members = new TreeMap<>();
        Map<String, Agreement> agreements = new TreeMap<>();
        List<Category> categories = List.of(new Category("strade", "Strade", "Roads", 30));
        List<Registry> versions = new ArrayList<>();
        for (int version = 1; version <= length; version++) {
            for (int i = 0; i < 1 + chance.nextInt(5); i++) {
                MemberCode code = new MemberCode("c_x%03d".formatted(chance.nextInt(30)));
                if (chance.nextInt(4) == 0) {
                    members.remove(code.value());
                    agreements
                            .values()
                            .removeIf(
                                    a -> a.grantor().equals(code) || a.grantee().equals(code));
                } else {
                    members.put(code.value(), member(code, chance.nextInt()));
                }
                agree(members, agreements);
            }
            if (chance.nextInt(5) == 0) {
                categories = List.of(new Category("strade", "Strade", "Roads", 1 + chance.nextInt(60)));
            }
            versions.add(
                    new Registry(version, List.copyOf(members.values()), List.copyOf(agreements.values()), categories));
        }
        return versions;
    }

    private void agree(Map<String, Member> members, Map<String, Agreement> agreements) {
        List<Member> all = List.copyOf(members.values());
        if (all.size() > 1) {
            MemberCode grantor = all.get(chance.nextInt(all.size())).code();
            MemberCode grantee = all.get(chance.nextInt(all.size())).code();
            String id = "handover:" + grantor + ":" + grantee;
            if (grantor.equals(grantee) || chance.nextInt(4) == 0) {
                agreements.remove(id);
            } else {
                List<String> skills = chance.nextBoolean() ? List.of() : List.of("strade");
                agreements.put(id, new Agreement(id, Agreement.Kind.HANDOVER, grantor, grantee, skills));
            }
        }
    }

    private static Member member(MemberCode code, int variant) {
        String x = "A".repeat(32) + "%011d".formatted(Math.abs((long) variant));
        return new Member(
                code,
                "Comune " + variant,
                code.value().substring(2).toUpperCase(java.util.Locale.ROOT),
                "017029",
                List.of(),
                List.of(Map.of("kty", "OKP", "crv", "Ed25519", "x", x)),
                null);
    }
}
