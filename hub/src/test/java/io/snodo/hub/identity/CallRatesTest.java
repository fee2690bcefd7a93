package io.snodo.hub.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.MemberCode;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class CallRatesTest {
    private static final MemberCode VENEZIA = new MemberCode("c_l736");

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final InstantSource source = now::get;
    private final CallRates rates = new CallRates(new RateSettings(1, 3), source.withZone(ZoneOffset.UTC));

    @Test
    void whoHasToWaitIsAnsweredSoAndStrangersAtItsAddressTakeNothingFromIt() throws IOException {
        for (int call = 0; call < 3; call++) {
            assertThat(rates.admits(from("192.0.2.7"), new MockHttpServletResponse()))
                    .isTrue();
        }
        assertThat(rates.admits(from("192.0.2.7"), new MockHttpServletResponse()))
                .as("a stranger")
                .isFalse();
        assertThat(rates.hasToWait(VENEZIA)).isFalse();
        for (int call = 0; call < 3; call++) {
            rates.mustWait(VENEZIA.value());
        }
        MockHttpServletResponse answer = new MockHttpServletResponse();

        rates.refuse(VENEZIA, from("192.0.2.7"), answer);

        assertThat(answer.getStatus()).isEqualTo(429);
        assertThat(answer.getHeader("Retry-After")).isEqualTo("1");
        assertThat(answer.getHeader("X-RateLimit-Remaining")).isEqualTo("0");
    }

    @Test
    void askingWhetherAMemberHasToWaitCountsNothing() {
        for (int call = 0; call < 3; call++) {
            assertThat(rates.hasToWait(VENEZIA)).isFalse();
            assertThat(rates.hasToWait(VENEZIA)).isFalse();
            assertThat(rates.mustWait(VENEZIA.value())).isEmpty();
        }
        assertThat(rates.hasToWait(VENEZIA)).isTrue();
    }

    private static MockHttpServletRequest from(String address) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setRemoteAddr(address);
        return request;
    }
}
