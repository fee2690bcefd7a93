package io.snodo.hub.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.hub.members.Limits;
import io.snodo.messages.MemberCode;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallsAtOnceTest {
    private static final MemberCode VENEZIA = new MemberCode("c_l736");
    private static final MemberCode PARMA = new MemberCode("c_g337");

    private final Map<MemberCode, Limits> agreed = new HashMap<>();
    private final CallsAtOnce calls =
            new CallsAtOnce(new AtOnceSettings(2), member -> agreed.getOrDefault(member, Limits.AS_EVERYBODY));

    @Test
    void oneMemberTakesItsOwnPlacesAndNobodyElses() {
        assertThat(calls.begin(VENEZIA)).isTrue();
        assertThat(calls.begin(VENEZIA)).isTrue();
        assertThat(calls.begin(VENEZIA)).isFalse();
        assertThat(calls.begin(PARMA)).isTrue();

        calls.end(VENEZIA);

        assertThat(calls.now(VENEZIA)).isOne();
        assertThat(calls.begin(VENEZIA)).isTrue();
    }

    @Test
    void whatIsAgreedWithAMemberCountsAtOnce() {
        calls.begin(VENEZIA);
        calls.begin(VENEZIA);
        agreed.put(VENEZIA, new Limits(null, 3, null, null, null));
        assertThat(calls.begin(VENEZIA)).isTrue();
        assertThat(calls.begin(VENEZIA)).isFalse();
    }
}
