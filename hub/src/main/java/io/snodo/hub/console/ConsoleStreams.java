package io.snodo.hub.console;

import io.snodo.hub.pages.Streams;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps the operators' open pages up to date; nothing is asked while nobody looks. */
@Configuration(proxyBeanMethods = false)
class ConsoleStreams {
    private static final int LIMIT = 50;

    @Bean
    Streams consoleStreams(Network network) {
        return new Streams(
                LIMIT,
                Duration.ofSeconds(2),
                topics -> topics.stream().collect(Collectors.toMap(Function.identity(), network::version)));
    }
}
