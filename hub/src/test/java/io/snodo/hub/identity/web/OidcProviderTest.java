package io.snodo.hub.identity.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.mock.http.client.MockClientHttpRequest;
import org.springframework.mock.http.client.MockClientHttpResponse;

class OidcProviderTest {
    private final AtomicLong now = new AtomicLong();
    private final Patience patience = new Patience(now::get);
    private final AtomicInteger calls = new AtomicInteger();
    private volatile int status = 503;
    private HttpServer server;
    private OidcProvider provider;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String issuer = "http://127.0.0.1:" + server.getAddress().getPort();
        server.createContext("/", call -> {
            calls.incrementAndGet();
            byte[] description = """
                    {"issuer": "%1$s", "authorization_endpoint": "%1$s/authorize", "token_endpoint": "%1$s/token",
                     "jwks_uri": "%1$s/jwks", "subject_types_supported": ["public"]}""".formatted(issuer).getBytes(StandardCharsets.UTF_8);
            call.getResponseHeaders().add("Content-Type", "application/json");
            call.sendResponseHeaders(status, description.length);
            call.getResponseBody().write(description);
            call.close();
        });
        server.start();
        provider = new OidcProvider(settings(issuer), patience);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void whoIsAwayIsNotCalledAgainForAWhile() {
        for (int stranger = 0; stranger < 5; stranger++) {
            assertThat(provider.isThere()).isFalse();
        }
        assertThat(calls).hasValue(1);

        now.addAndGet(Patience.LEFT_ALONE.toNanos());
        assertThat(provider.isThere()).isFalse();
        assertThat(calls).hasValue(2);

        status = 200;
        now.addAndGet(Patience.LEFT_ALONE.toNanos());
        assertThat(provider.isThere()).isTrue();
        assertThat(provider.isThere()).isTrue();
        assertThat(calls).hasValue(3);
    }

    @Test
    void whoHasBeenThereAndDoesNotAnswerIsNotWaitedForByEachLogin() {
        status = 200;
        assertThat(provider.isThere()).isTrue();
        for (int login = 0; login < 5; login++) {
            assertThatThrownBy(() -> call((_, _) -> {
                        calls.incrementAndGet();
                        throw new HttpTimeoutException("request timed out");
                    }))
                    .isInstanceOf(IOException.class);
        }
        assertThat(calls).as("the description, and the first login").hasValue(2);
        assertThat(provider.isThere()).as("and its page is still shown").isTrue();
    }

    @Test
    void fewWaitAtOnceAndWhoFindsNoPlaceDoesNotSayThatTheProviderIsAway() throws Exception {
        CountDownLatch called = new CountDownLatch(Patience.AT_ONCE);
        CountDownLatch answers = new CountDownLatch(1);
        try (ExecutorService logins = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int login = 0; login < Patience.AT_ONCE; login++) {
                logins.submit(() -> call((_, _) -> {
                    called.countDown();
                    await(answers);
                    return new MockClientHttpResponse(new byte[0], 200);
                }));
            }
            await(called);
            assertThatThrownBy(() -> call((_, _) -> new MockClientHttpResponse(new byte[0], 200)))
                    .hasMessageContaining("too many");
            answers.countDown();
        }
        assertThat(patience.isLost()).isFalse();
        assertThat(call((_, _) -> new MockClientHttpResponse(new byte[0], 200))).isNotNull();
    }

    private Object call(ClientHttpRequestExecution execution) throws IOException {
        return patience.intercept(
                new MockClientHttpRequest(HttpMethod.POST, URI.create("https://provider.example/token")),
                new byte[0],
                execution);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static OidcSettings settings(String issuer) {
        return new OidcSettings(
                URI.create(issuer),
                "snodo-hub",
                null,
                "Accesso",
                List.of("openid"),
                "preferred_username",
                "roles",
                Map.of("gestori", ConsoleRole.HUB_OPERATOR),
                "snodo_member",
                List.of(),
                List.of("otp"),
                true);
    }
}
