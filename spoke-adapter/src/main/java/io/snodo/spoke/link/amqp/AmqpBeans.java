package io.snodo.spoke.link.amqp;

import io.snodo.spoke.link.LinkSettings;
import io.snodo.spoke.link.Mailroom;
import io.snodo.spoke.link.PemKeys;
import java.io.IOException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The line by AMQP, for who says nothing else. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "snodo.link.binding", havingValue = "amqp", matchIfMissing = true)
class AmqpBeans {
    @Bean(destroyMethod = "") // OpeningHours closes it, earlier
    AmqpLine amqpLine(Mailroom mailroom, LinkSettings settings) throws IOException {
        LinkSettings.Tls tls = settings.link();
        return new AmqpLine(
                mailroom,
                AmqpSettings.of(settings.hub().url(), PemKeys.client(tls.certificate(), tls.key(), tls.authority()))
                        .withLongestPause(settings.hub().longestPause()));
    }
}
