package io.snodo.spoke.link.soap;

import io.snodo.spoke.link.Line;
import io.snodo.spoke.link.LinkSettings;
import io.snodo.spoke.link.Mailroom;
import java.io.IOException;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The line by SOAP, in two manners: {@code snodo.link.binding} is {@code soap-pull} or {@code soap-push}. */
class SoapBeans {
    /** We ask. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "snodo.link.binding", havingValue = "soap-pull")
    static class Pull {
        @Bean(destroyMethod = "") // OpeningHours closes it, earlier
        Line soapLine(Mailroom mailroom, LinkSettings link, SoapSettings settings, Clock clock) throws IOException {
            return SoapBinding.line(mailroom, link.link(), settings, null, clock);
        }
    }

    /** We are called. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "snodo.link.binding", havingValue = "soap-push")
    static class Push {
        @Bean(destroyMethod = "") // OpeningHours closes it, earlier
        Line soapLine(Mailroom mailroom, LinkSettings link, SoapSettings settings, Clock clock) throws IOException {
            return SoapBinding.line(mailroom, link.link(), settings, settings.requiredListen(), clock);
        }
    }

    private SoapBeans() {}
}
