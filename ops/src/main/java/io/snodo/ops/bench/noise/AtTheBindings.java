package io.snodo.ops.bench.noise;

import io.snodo.messages.Addresses;
import io.snodo.spoke.link.http.Door;
import io.snodo.spoke.link.rest.RestBinding;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Noise over REST: as many calls at once as a spoke would make, each followed by the next, whatever was answered. */
record AtTheBindings(Place place) {
    private static final int AT_ONCE = 32;
    private static final int HELD = 20;
    private static final int DRIP_MILLIS = 100;
    private static final int SILENCE_MILLIS = 5_000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    Noise make(Kind kind) throws IOException {
        SSLContext tls = place.tls();
        Words words = place.words();
        return switch (kind) {
            case FLOOD, LARGE, SEALS -> {
                Door door = RestBinding.door(place.member(), place.link(), place.rest(), Clock.systemUTC());
                // a call that is refused does not end the caller
                yield new Noise(AT_ONCE, () -> () -> door.leave(words.next(kind), null));
            }
            case GARBAGE -> {
                HttpClient client = HttpClient.newBuilder().sslContext(tls).build();
                yield new Noise(AT_ONCE, () -> () -> call(client, words.next(kind)));
            }
            case SLOW -> new Noise(10 * AT_ONCE, () -> new Dripping(connect(tls)));
            case CONNECTIONS -> new Noise(AT_ONCE, () -> new Comer(tls));
        };
    }

    private URI messages() {
        return place.bindings().resolve("/rest/staffetta/v1/messages");
    }

    private void call(HttpClient client, String body) throws IOException, InterruptedException {
        client.send(
                HttpRequest.newBuilder(messages())
                        .timeout(PATIENCE)
                        .header("Content-Type", Addresses.SEALED)
                        .header("Authorization", "Bearer " + body.substring(0, 1_000))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.discarding());
    }

    private SSLSocket connect(SSLContext tls) throws IOException {
        SSLSocket socket = (SSLSocket) tls.getSocketFactory()
                .createSocket(place.bindings().getHost(), place.bindings().getPort());
        socket.setSoTimeout(SILENCE_MILLIS);
        socket.startHandshake();
        return socket;
    }

    /** Has a large message to bring, and brings an octet of it now and then. */
    private final class Dripping implements Noise.Deed {
        private final Socket socket;
        private final OutputStream out;

        Dripping(Socket socket) throws IOException {
            this.socket = socket;
            this.out = socket.getOutputStream();
            out.write(("POST " + messages().getPath() + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: "
                            + Addresses.SEALED + "\r\nContent-Length: 200000\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        public void once() throws IOException, InterruptedException {
            out.write('a');
            out.flush();
            Thread.sleep(DRIP_MILLIS);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private final class Comer implements Noise.Deed {
        private final SSLContext tls;
        private final Deque<Socket> held = new ArrayDeque<>();

        Comer(SSLContext tls) {
            this.tls = tls;
        }

        @Override
        public void once() throws IOException {
            if (held.size() == HELD) {
                held.removeFirst().close();
            }
            held.addLast(connect(tls));
        }

        @Override
        public void close() throws IOException {
            for (Socket socket : held) {
                socket.close();
            }
        }
    }
}
