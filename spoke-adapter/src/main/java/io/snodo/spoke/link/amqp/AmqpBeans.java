package io.snodo.spoke.link.amqp;

import io.snodo.spoke.link.LinkSettings;
import io.snodo.spoke.link.Mailroom;
import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Connects to the hub when the spoke has started. */
@Configuration(proxyBeanMethods = false)
class AmqpBeans {
    @Bean(destroyMethod = "") // OpeningHours closes it, earlier
    AmqpLine amqpLine(Mailroom mailroom, LinkSettings settings) throws IOException {
        LinkSettings.Tls tls = settings.link();
        return new AmqpLine(
                mailroom,
                AmqpSettings.of(settings.hub().url(), PemKeys.client(tls.certificate(), tls.key(), tls.authority()))
                        .withLongestPause(settings.hub().longestPause()));
    }

    @Bean
    OpeningHours openingHours(AmqpLine line) {
        return new OpeningHours(line);
    }
}
