package io.snodo.hub.console;

import io.snodo.hub.pages.Streams;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Keeps the open pages of the console up to date; nothing is asked while nobody looks. Who runs the hub has streams of its
 * own, which members' administrators cannot take.
 */
@Configuration(proxyBeanMethods = false)
class ConsoleStreams {
    private static final int OF_THE_HUB = 50;
    private static final int OF_MEMBERS = 200;
    /** Of one login of the hub, or of one member. */
    private static final int EACH = 10;

    private static final Duration EVERY = Duration.ofSeconds(2);

    @Bean
    Streams hubStreams(Network network) {
        return streams(OF_THE_HUB, network);
    }

    @Bean
    Streams memberStreams(Network network) {
        return streams(OF_MEMBERS, network);
    }

    private static Streams streams(int limit, Network network) {
        return new Streams(
                limit,
                EACH,
                EVERY,
                topics -> topics.stream().collect(Collectors.toMap(Function.identity(), network::version)));
    }
}
