package io.snodo.hub.identity.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

class LoginLimitTest {
    private final LoginLimit limit = new LoginLimit(
            Clock.fixed(Instant.parse("2026-11-23T09:00:00Z"), ZoneOffset.UTC), new SimpleMeterRegistry());

    @AfterEach
    void leave() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void anAddressHasFiftyTriesWithWhateverNames() throws Exception {
        int looked = 0;
        for (int i = 0; i < 100; i++) {
            looked += wrong("nobody" + i, "192.0.2.1") ? 1 : 0;
        }
        assertThat(looked).isEqualTo(50);
        assertThat(wrong("hub", "192.0.2.2")).isTrue();
    }

    @Test
    void theAddressesOfOneNetworkAreOne() throws Exception {
        int looked = 0;
        for (int i = 1; i <= 20; i++) {
            looked += wrong("hub", "2001:db8:0:1::" + i) ? 1 : 0;
        }
        assertThat(looked).isEqualTo(5);
    }

    @Test
    void anAccountIsGuessedSlowlyFromHoweverManyAddresses() throws Exception {
        int looked = 0;
        for (int i = 0; i < 100; i++) {
            looked += wrong("hub", "192.0.2." + i) ? 1 : 0;
        }
        assertThat(looked).isEqualTo(50);
        assertThat(wrong("livia", "192.0.2.1")).isTrue();
    }

    @Test
    void theRightPasswordTakesBackItsOwnMistakes() throws Exception {
        for (int i = 0; i < 40; i++) {
            assertThat(wrong("hub", "192.0.2.1")).isTrue();
            assertThat(tried("hub", "192.0.2.1", true)).isTrue();
        }
        for (int i = 0; i < 40; i++) {
            assertThat(wrong("nobody" + i, "192.0.2.1")).isTrue();
        }
    }

    private boolean wrong(String name, String address) throws Exception {
        return tried(name, address, false);
    }

    /** Whether the password was looked at. */
    private boolean tried(String name, String address, boolean right) throws Exception {
        SecurityContextHolder.clearContext();
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/console/login");
        request.setServletPath("/console/login");
        request.setParameter("username", name);
        request.setRemoteAddr(address);
        boolean[] looked = new boolean[1];
        limit.doFilter(request, new MockHttpServletResponse(), (_, _) -> {
            looked[0] = true;
            if (right) {
                SecurityContextHolder.getContext()
                        .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(name, null, List.of()));
            }
        });
        return looked[0];
    }
}
