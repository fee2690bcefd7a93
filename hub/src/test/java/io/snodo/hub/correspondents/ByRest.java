package io.snodo.hub.correspondents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snodo.hub.TestHub;
import io.snodo.hub.delivery.rest.Endpoint;
import io.snodo.hub.doors.modi.ModiClient;
import io.snodo.hub.exchange.Pen;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.receipt.Frame;
import io.snodo.messages.receipt.Stamp;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Speaks REST; asks for what waits, or is called at an endpoint. */
public final class ByRest implements Correspondent {
    private final MemberCode code;
    private final ModiClient client;
    private final @Nullable Endpoint endpoint;
    private final URI replyTo;

    private ByRest(TestHub hub, MemberCode code, @Nullable Endpoint endpoint, int port) throws IOException {
        this.code = code;
        this.client = new ModiClient(hub, code);
        this.endpoint = endpoint;
        this.replyTo = Endpoint.at(port);
    }

    public static ByRest asking(TestHub hub, MemberCode code) throws IOException {
        return new ByRest(hub, code, null, 1);
    }

    /** @param endpoint listens at {@code port}, and stays its opener's to close */
    public static ByRest called(TestHub hub, MemberCode code, Endpoint endpoint, int port) throws IOException {
        return new ByRest(hub, code, endpoint, port);
    }

    @Override
    public MemberCode code() {
        return code;
    }

    @Override
    public Stamp say(Pen.Written written) throws Exception {
        return Json.MAPPER.treeToValue(left(written).path("receipt"), Stamp.class);
    }

    @Override
    public void mention(Pen.Written written) throws Exception {
        assertThat(left(written).has("receipt")).isFalse();
    }

    private JsonNode left(Pen.Written written) throws Exception {
        HttpResponse<String> taken = client.post(written.jws(), sending -> {
            if (endpoint != null) {
                sending.headers.put("X-ReplyTo", replyTo.toString());
            }
        });
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
        String correlation = taken.headers().firstValue("X-Correlation-ID").orElseThrow();
        JsonNode outcome = endpoint == null ? asked(correlation) : told(endpoint, correlation);
        assertThat(outcome.has("problem")).as(outcome.toString()).isFalse();
        return outcome;
    }

    private JsonNode asked(String correlation) throws Exception {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> client.get("submissions/" + correlation).statusCode() == 303);
        return Json.MAPPER.readTree(
                client.get("submissions/" + correlation + "/outcome").body());
    }

    private static JsonNode told(Endpoint endpoint, String correlation) throws Exception {
        while (true) {
            Endpoint.Told told = endpoint.outcomes.poll(30, TimeUnit.SECONDS);
            assertThat(told).as("an outcome").isNotNull();
            if (told.correlation().equals(correlation)) {
                return told.outcome();
            }
        }
    }

    @Override
    public List<Frame.Delivery> deliveries() throws Exception {
        return endpoint == null
                ? items("deliveries?limit=100", Frame.class).stream()
                        .map(Frame.Delivery.class::cast)
                        .toList()
                : endpoint.deliveries;
    }

    @Override
    public List<Frame.Step> progress() throws Exception {
        return endpoint == null
                ? items("progress", Frame.Step.class)
                : endpoint.progress.stream()
                        .flatMap(told -> told.steps().stream())
                        .toList();
    }

    private <T> List<T> items(String path, Class<T> type) throws Exception {
        return Json.MAPPER
                .readTree(client.get(path).body())
                .path("items")
                .valueStream()
                .map(item -> Json.MAPPER.treeToValue(item, type))
                .toList();
    }

    @Override
    public void close() {
        client.close();
    }
}
