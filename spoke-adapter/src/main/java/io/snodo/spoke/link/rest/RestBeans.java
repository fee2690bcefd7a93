package io.snodo.spoke.link.rest;

import io.snodo.spoke.link.Line;
import io.snodo.spoke.link.LinkSettings;
import io.snodo.spoke.link.Mailroom;
import java.io.IOException;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The line by REST, in two manners: {@code snodo.link.binding} is {@code rest-pull} or {@code rest-push}. */
class RestBeans {
    /** We ask. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "snodo.link.binding", havingValue = "rest-pull")
    static class Pull {
        @Bean(destroyMethod = "") // OpeningHours closes it, earlier
        Line restLine(Mailroom mailroom, LinkSettings link, RestSettings settings, Clock clock) throws IOException {
            return RestBinding.line(mailroom, link.link(), settings, null, clock);
        }
    }

    /** We are called. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "snodo.link.binding", havingValue = "rest-push")
    static class Push {
        @Bean(destroyMethod = "") // OpeningHours closes it, earlier
        Line restLine(Mailroom mailroom, LinkSettings link, RestSettings settings, Clock clock) throws IOException {
            return RestBinding.line(mailroom, link.link(), settings, settings.requiredListen(), clock);
        }
    }

    private RestBeans() {}
}
