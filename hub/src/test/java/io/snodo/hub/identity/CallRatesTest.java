package io.snodo.hub.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.hub.members.Limits;
import io.snodo.messages.MemberCode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class CallRatesTest {
    private static final MemberCode VENEZIA = new MemberCode("c_l736");
    private static final MemberCode PARMA = new MemberCode("c_g337");

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final InstantSource source = now::get;
    private final CallRates rates = new CallRates(
            new RateSettings(1, 3),
            member -> member.equals(PARMA)
                    ? new Limits(new Limits.Rate(10, 5), null, null, null, null)
                    : Limits.AS_EVERYBODY,
            source.withZone(ZoneOffset.UTC));

    @Test
    void whoHasToWaitIsAnsweredSoAndStrangersAtItsAddressTakeNothingFromIt() throws IOException {
        for (int call = 0; call < 3; call++) {
            assertThat(rates.admits(from("192.0.2.7"), new MockHttpServletResponse()))
                    .isTrue();
        }
        assertThat(rates.admits(from("192.0.2.7"), new MockHttpServletResponse()))
                .as("a stranger")
                .isFalse();
        assertThat(rates.hasToWait(VENEZIA.value())).isFalse();
        for (int call = 0; call < 3; call++) {
            rates.mustWait(VENEZIA.value());
        }
        MockHttpServletResponse answer = new MockHttpServletResponse();

        rates.refuse(VENEZIA.value(), from("192.0.2.7"), answer);

        assertThat(answer.getStatus()).isEqualTo(429);
        assertThat(answer.getHeader("Retry-After")).isEqualTo("1");
        assertThat(answer.getHeader("X-RateLimit-Remaining")).isEqualTo("0");
    }

    @Test
    void askingWhetherAMemberHasToWaitCountsNothing() {
        for (int call = 0; call < 3; call++) {
            assertThat(rates.hasToWait(VENEZIA.value())).isFalse();
            assertThat(rates.hasToWait(VENEZIA.value())).isFalse();
            assertThat(rates.mustWait(VENEZIA.value())).isEmpty();
        }
        assertThat(rates.hasToWait(VENEZIA.value())).isTrue();
    }

    @Test
    void withWhomMoreWasAgreedMayCallMoreAndSeesItInTheHeaders() {
        for (int call = 0; call < 5; call++) {
            assertThat(rates.mustWait(PARMA.value())).isEmpty();
        }
        assertThat(rates.mustWait(PARMA.value())).contains(Duration.ofSeconds(1));
        assertThat(rates.left(PARMA)).isEqualTo(new CallRates.Left(0, 5, 10));
    }

    @Test
    void whoDoesNotWaitAsHeWasToldIsKeptWaiting() {
        for (int call = 0; call < 4; call++) {
            rates.mustWait(VENEZIA.value());
        }
        long before = System.nanoTime();

        assertThat(rates.mustWait(VENEZIA.value())).isPresent();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(900));
        now.set(Instant.EPOCH.plusSeconds(5));
        assertThat(rates.mustWait(VENEZIA.value())).isEmpty();
    }

    @Test
    void anOperatorCountsByHisName() {
        for (int call = 0; call < 3; call++) {
            assertThat(rates.mustWait("Hub Operator")).isEmpty();
        }
        assertThat(rates.hasToWait("Hub Operator")).isTrue();
    }

    private static MockHttpServletRequest from(String address) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setRemoteAddr(address);
        return request;
    }
}
