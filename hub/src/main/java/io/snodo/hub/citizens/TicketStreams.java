package io.snodo.hub.citizens;

import io.snodo.hub.pages.Streams;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps open tracking pages up to date: one query for all the tickets that anybody looks at. */
@Configuration(proxyBeanMethods = false)
class TicketStreams {
    private static final int LIMIT = 500;
    /** Of one ticket. */
    private static final int EACH = 20;

    @Bean
    Streams ticketStreams(JdbcClient database) {
        return new Streams(LIMIT, EACH, Duration.ofMillis(1500), topics -> sequences(database, topics));
    }

    private static Map<String, String> sequences(JdbcClient database, Set<String> numbers) {
        Map<String, String> sequences = new HashMap<>();
        database.sql("select number, sequence from ticket_pulse(:numbers)")
                .param("numbers", numbers.toArray(String[]::new))
                .query(row -> {
                    sequences.put(row.getString("number"), row.getString("sequence"));
                });
        return sequences;
    }
}
