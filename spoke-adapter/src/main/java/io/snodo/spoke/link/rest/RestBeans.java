package io.snodo.spoke.link.rest;

import io.snodo.spoke.link.Line;
import io.snodo.spoke.link.LinkSettings;
import io.snodo.spoke.link.Mailroom;
import io.snodo.spoke.link.PemKeys;
import java.io.IOException;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
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
            return line(mailroom, link, settings, null, clock);
        }
    }

    /** We are called. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "snodo.link.binding", havingValue = "rest-push")
    static class Push {
        @Bean(destroyMethod = "") // OpeningHours closes it, earlier
        Line restLine(Mailroom mailroom, LinkSettings link, RestSettings settings, Clock clock) throws IOException {
            if (settings.listen() == null) {
                throw new IllegalArgumentException(
                        "snodo.rest.listen.port and snodo.rest.listen.url are missing: where the hub calls us");
            }
            return line(mailroom, link, settings, settings.listen(), clock);
        }
    }

    private static Line line(
            Mailroom mailroom,
            LinkSettings link,
            RestSettings settings,
            RestSettings.@Nullable Listen listen,
            Clock clock)
            throws IOException {
        LinkSettings.Tls own = link.link();
        SSLContext tls = PemKeys.client(own.certificate(), own.key(), own.authority());
        List<X509Certificate> chain = PemKeys.chain(settings.requiredSignature().certificate());
        OwnTokens tokens = new OwnTokens(
                chain,
                PemKeys.key(settings.requiredSignature().key(), chain.getFirst()),
                mailroom.member(),
                settings.audience(),
                clock);
        HubTokens hub = new HubTokens(PemKeys.chain(own.authority()), mailroom.member(), clock);
        HubDoor door = new HubDoor(settings.requiredUrl(), tls, tokens, hub, settings.answerWithin());
        Endpoint endpoint = listen == null ? null : new Endpoint(listen, tls, hub, mailroom);
        URI replyTo = listen == null ? null : listen.url();
        Conversation conversation = new Conversation(mailroom, door, replyTo, settings.progressEvery(), clock);
        return new RestLine(mailroom, door, conversation, endpoint, settings.idle());
    }

    private RestBeans() {}
}
