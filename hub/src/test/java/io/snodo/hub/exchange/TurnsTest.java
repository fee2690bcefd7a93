package io.snodo.hub.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.MemberCode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private static final MemberCode LOUD = new MemberCode("c_loud");
    private static final MemberCode QUIET = new MemberCode("c_quiet");
    private static final MemberCode OTHER = new MemberCode("c_other");

    private final Turns<String> turns = new Turns<>();

    @Test
    void whoHasBroughtMuchWaitsBehindHisOwn() {
        for (int i = 1; i <= 100; i++) {
            turns.add(LOUD, "loud " + i);
        }
        turns.add(QUIET, "quiet 1");
        turns.add(OTHER, "other 1");
        turns.add(QUIET, "quiet 2");

        assertThat(turns.take(6, _ -> true))
                .containsExactly("loud 1", "quiet 1", "other 1", "loud 2", "quiet 2", "loud 3");
        assertThat(turns.of(LOUD)).isEqualTo(97);
        assertThat(turns.of(QUIET)).isZero();
    }

    @Test
    void whatIsOneMembersIsTakenInItsOrderAndWaitsForItsFirst() {
        turns.add(LOUD, "loud 1");
        turns.add(LOUD, "loud 2");
        turns.add(QUIET, "quiet 1");
        Set<String> ready = new HashSet<>(Set.of("loud 2", "quiet 1"));

        assertThat(turns.take(9, ready::contains)).containsExactly("quiet 1");
        assertThat(turns.take(9, ready::contains)).isEmpty();
        ready.add("loud 1");
        assertThat(turns.take(9, ready::contains)).containsExactly("loud 1", "loud 2");
        assertThat(turns.isEmpty()).isTrue();
    }

    @Test
    void theTurnGoesOnWhereItEnded() {
        List.of(LOUD, QUIET, OTHER).forEach(member -> {
            turns.add(member, member + " 1");
            turns.add(member, member + " 2");
        });

        assertThat(turns.poll()).isEqualTo("c_loud 1");
        assertThat(turns.poll()).isEqualTo("c_quiet 1");
        assertThat(turns.take(9, _ -> true)).containsExactly("c_other 1", "c_loud 2", "c_quiet 2", "c_other 2");
        assertThat(turns.poll()).isNull();
    }
}
