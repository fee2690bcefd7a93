package io.snodo.spoke.link.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snodo.spoke.link.PemKeys;
import io.snodo.spoke.link.amqp.TestAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the hub calls, and where other members of the network can call as well. */
class ListenerIT {
    private static final String MEMBER = "c_l736";

    @TempDir
    Path folder;

    private final AtomicInteger begun = new AtomicInteger();
    private TestAuthority authority;
    private URI address;
    private Listener listener;

    @BeforeEach
    void start() throws Exception {
        authority = new TestAuthority(folder);
        for (String name : List.of("spoke", "hub", MEMBER)) {
            authority.link(name);
        }
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            address = URI.create("https://127.0.0.1:" + free.getLocalPort() + "/staffetta");
        }
        listener = new Listener(new Listen("127.0.0.1", address.getPort(), address), tls("spoke"), call -> {
            begun.incrementAndGet();
            call.body();
            return new Call.Reply(200, "text/plain", new byte[] {1});
        });
        listener.open();
    }

    @AfterEach
    void stop() {
        listener.close();
    }

    @Test
    void membersThatDripKeepEachOtherOutAndNotTheHub() throws Exception {
        List<SSLSocket> dripping = new ArrayList<>();
        try {
            for (int call = 0; call < 12; call++) {
                dripping.add(dripping());
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> begun.get() >= 4);

            assertThat(called("hub")).isEqualTo(200);

            assertThat(called(MEMBER)).isEqualTo(503);
        } finally {
            for (SSLSocket socket : dripping) {
                socket.close();
            }
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> called(MEMBER) == 200);
    }

    /** Announces more than it sends. */
    private SSLSocket dripping() throws IOException {
        SSLSocket socket = (SSLSocket) tls(MEMBER).getSocketFactory().createSocket("127.0.0.1", address.getPort());
        socket.getOutputStream()
                .write("POST /staffetta HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nx"
                        .getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    private int called(String by) throws Exception {
        try (HttpClient http = HttpClient.newBuilder().sslContext(tls(by)).build()) {
            return http.send(
                            HttpRequest.newBuilder(address)
                                    .timeout(Duration.ofSeconds(20))
                                    .POST(BodyPublishers.ofString("x"))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private SSLContext tls(String name) throws IOException {
        return PemKeys.client(
                authority.file(name + ".link.pem"),
                authority.file(name + ".link.key"),
                authority.file("authority.pem"));
    }
}
