package io.snodo.hub.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.hub.identity.Office;
import io.snodo.hub.pages.Streams;
import io.snodo.messages.MemberCode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LivePagesTest {
    private final Streams hub = streams();
    private final Streams members = streams();
    private final LivePages live = new LivePages(hub, members);

    @AfterEach
    void close() {
        hub.close();
        members.close();
    }

    @Test
    void whatMembersAdministratorsHaveOpenTakesNothingFromWhoRunsTheHub() {
        assertThat(live.open(administrator("c_g337"), "")).isPresent();
        assertThat(live.open(administrator("c_b157"), "")).as("all taken").isEmpty();
        assertThat(live.open(new Office.HubOperator("gestore"), "")).isPresent();
        assertThat(live.open(new Office.HubAuditor("revisora"), ""))
                .as("one login of the hub counts apart from another")
                .isEmpty();
    }

    @Test
    void theAdministratorsOfOneMemberShareItsStreams() {
        assertThat(live.open(administrator("c_g337"), "")).isPresent();
        assertThat(live.open(new Office.MemberAdministrator("another", new MemberCode("c_g337")), ""))
                .as("takes the place of his colleague's")
                .isPresent();
    }

    private static Office administrator(String member) {
        return new Office.MemberAdministrator("administrator", new MemberCode(member));
    }

    private static Streams streams() {
        return new Streams(1, 1, Duration.ofHours(1), _ -> Map.of());
    }
}
