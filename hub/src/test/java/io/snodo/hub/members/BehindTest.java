package io.snodo.hub.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Registry;
import io.snodo.messages.seal.SealKey;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who is behind which hub, and what none of them may claim (ST-743, ST-752). */
class BehindTest {
    private static final MemberCode VENEZIA = new MemberCode("c_l736");
    private static final MemberCode BRESCIA = new MemberCode("c_b157");
    private static final MemberCode EAST = new MemberCode("hub_east");
    private static final MemberCode WEST = new MemberCode("hub_west");
    private static final SealKey VENEZIAS = SealKey.generate();
    private static final SealKey WESTS = SealKey.generate();

    private final Roster own = new Roster(
            registry(member(VENEZIA, "L736", VENEZIAS)), Map.of(), Map.of(), Map.of(), Map.of(), Arrangements.NONE);

    @Test
    void whoIsToldIsAMemberBehindThatHub() {
        Roster all = added(Map.of(WEST, registry(member(BRESCIA, "B157", SealKey.generate()))));

        assertThat(all.registry().members())
                .filteredOn(member -> member.code().equals(BRESCIA))
                .singleElement()
                .extracting(Registry.Member::via)
                .isEqualTo(WEST);
        assertThat(all.bindings()).containsEntry(BRESCIA, new Binding.Via(WEST));
        assertThat(all.registry().hubs()).extracting(Registry.Hub::code).containsExactly(EAST, WEST);
    }

    @Test
    void aCodeAPrefixOrAKeyThatIsTakenStaysWhoseItWas() {
        Registry claims = registry(
                member(VENEZIA, "XXXX", SealKey.generate()),
                member(new MemberCode("c_x001"), "L736", SealKey.generate()),
                member(new MemberCode("c_x002"), "X002", VENEZIAS),
                member(new MemberCode("c_x003"), "X003", WESTS),
                member(MemberCode.HUB, "X004", SealKey.generate()),
                member(EAST, "X005", SealKey.generate()));

        assertThat(added(Map.of(WEST, claims)).registry().members())
                .isEqualTo(own.registry().members());
    }

    @Test
    void ofTwoHubsThatClaimTheSameItIsWhoseWhoToldItFirstUntilItTellsItNoMore() {
        SealKey brescias = SealKey.generate();
        Registry first = registry(member(BRESCIA, "B157", brescias));
        Map<String, MemberCode> wests = Claims.settled(Map.of(), Map.of(WEST, first));
        Map<MemberCode, Binding> whoIsBehindWest = Map.of(BRESCIA, new Binding.Via(WEST));

        for (Registry thief : List.of(
                registry(member(BRESCIA, "B157", SealKey.generate())),
                registry(member(new MemberCode("c_a001"), "B157", SealKey.generate())),
                registry(member(new MemberCode("c_a001"), "A001", brescias)),
                new Registry(
                        1,
                        List.of(member(new MemberCode("c_a001"), "A001", SealKey.generate())),
                        List.of(),
                        List.of(),
                        List.of(new Registry.RetiredKey(
                                new MemberCode("c_a001"), brescias.verifyKey().jwk(), null, null, false))))) {
            Map<MemberCode, Registry> told = Map.of(EAST, thief, WEST, first);
            Map<String, MemberCode> claims = Claims.settled(wests, told);
            assertThat(Behind.added(own, near(), told, claims, "hub").bindings())
                    .containsAllEntriesOf(whoIsBehindWest);
        }
        Map<MemberCode, Registry> gone = Map.of(EAST, first, WEST, registry());
        assertThat(Behind.added(own, near(), gone, Claims.settled(wests, gone), "hub")
                        .bindings())
                .containsOnly(Map.entry(BRESCIA, new Binding.Via(EAST)));
    }

    @Test
    void whatOneIsNoNeighbourOfAnyMoreHasSaidCountsNoMore() {
        Registry said = registry(member(BRESCIA, "B157", SealKey.generate()));

        assertThat(Behind.added(own, List.of(), Map.of(WEST, said), Map.of(), "hub"))
                .isEqualTo(own);
    }

    @Test
    void aHubWithoutANameOfItsOwnAKeyOrASafeAddressIsNoNeighbour() {
        URI safe = URI.create("https://hub.example/rest/staffetta/v1");
        List<Map<String, String>> keys = List.of(WESTS.verifyKey().jwk());

        assertThatThrownBy(() -> new NearHub(MemberCode.HUB, "x", safe, null, keys, List.of(), List.of()))
                .hasMessageContaining("give it a code");
        assertThatThrownBy(() -> new NearHub(WEST, "x", safe, null, List.of(), List.of(), List.of()))
                .hasMessageContaining("keys");
        assertThatThrownBy(() ->
                        new NearHub(WEST, "x", URI.create("http://hub.example/"), null, keys, List.of(), List.of()))
                .hasMessageContaining("https");
    }

    @Test
    void whatChangesOfNeighboursIsNamedHubByHub() {
        NearHub west = near(WEST, WESTS);
        SealKey next = SealKey.generate();
        NearHub moved = new NearHub(
                WEST,
                west.name(),
                URI.create("https://elsewhere.example/"),
                null,
                List.of(next.verifyKey().jwk()),
                List.of(BRESCIA),
                List.of());

        assertThat(NearDifference.between(List.of(west), List.of(west))).isEmpty();
        assertThat(NearDifference.between(List.of(), List.of(west)))
                .containsExactly(new Change(Change.Kind.HUB_ADDED, WEST, west.name()));
        assertThat(NearDifference.between(List.of(west), List.of()))
                .containsExactly(new Change(Change.Kind.HUB_GONE, WEST, west.name()));
        assertThat(NearDifference.between(List.of(west), List.of(moved)))
                .containsExactly(
                        new Change(Change.Kind.HUB_CHANGED, WEST, "endpoint"),
                        new Change(Change.Kind.HUB_CHANGED, WEST, "takes"),
                        new Change(Change.Kind.KEY_ADDED, WEST, next.verifyKey().keyId()),
                        new Change(
                                Change.Kind.KEY_RETIRED, WEST, WESTS.verifyKey().keyId()));
    }

    private Roster added(Map<MemberCode, Registry> told) {
        return Behind.added(own, near(), told, Claims.settled(Map.of(), told), "hub");
    }

    private static List<NearHub> near() {
        return List.of(near(EAST, SealKey.generate()), near(WEST, WESTS));
    }

    private static NearHub near(MemberCode code, SealKey key) {
        return new NearHub(
                code,
                code.value(),
                URI.create("https://hub.example/rest/staffetta/v1"),
                null,
                List.of(key.verifyKey().jwk()),
                List.of(),
                List.of());
    }

    private static Registry registry(Registry.Member... members) {
        return new Registry(1, List.of(members), List.of(), List.of());
    }

    private static Registry.Member member(MemberCode code, String prefix, SealKey key) {
        return new Registry.Member(
                code,
                code.value(),
                prefix,
                "027042",
                List.of(),
                List.of(key.verifyKey().jwk()),
                null);
    }
}
