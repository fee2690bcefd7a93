package io.snodo.hub.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

class StreamsTest {
    private final Streams streams = new Streams(3, 2, Duration.ofHours(1), _ -> Map.of());

    @AfterEach
    void close() {
        streams.close();
    }

    @Test
    void whoOpensMoreThanHisShareLosesHisOldestAndTakesNothingFromOthers() throws Exception {
        SseEmitter first = open("parma");
        SseEmitter second = open("parma");
        for (int page = 0; page < 10; page++) {
            open("parma");
        }
        hasEnded(first);
        hasEnded(second);
        SseEmitter other = open("brescia");
        other.send("still there");
    }

    @Test
    void whereAllAreTakenWhoHasOneMovesOnWithItAndWhoHasNoneGetsNone() throws Exception {
        open("parma");
        open("parma");
        SseEmitter brescias = open("brescia");
        assertThat(streams.open("topic", "venezia", "")).isEmpty();
        open("brescia").send("the page he looks at now");
        hasEnded(brescias);
    }

    private SseEmitter open(String watcher) {
        return streams.open("topic", watcher, "").orElseThrow();
    }

    private static void hasEnded(SseEmitter stream) {
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(
                        () -> assertThatThrownBy(() -> stream.send("more")).isInstanceOf(IllegalStateException.class));
    }
}
