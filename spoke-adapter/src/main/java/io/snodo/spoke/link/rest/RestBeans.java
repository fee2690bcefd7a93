package io.snodo.spoke.link.rest;

import io.snodo.spoke.link.Line;
import io.snodo.spoke.link.LinkSettings;
import io.snodo.spoke.link.Mailroom;
import io.snodo.spoke.link.PemKeys;
import io.snodo.spoke.link.http.Conversation;
import io.snodo.spoke.link.http.HttpLine;
import io.snodo.spoke.link.http.Listen;
import io.snodo.spoke.link.http.Listener;
import io.snodo.spoke.link.http.Signature;
import java.io.IOException;
import java.time.Clock;
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
            return line(mailroom, link, settings, settings.requiredListen(), clock);
        }
    }

    private static Line line(
            Mailroom mailroom, LinkSettings link, RestSettings settings, @Nullable Listen listen, Clock clock)
            throws IOException {
        LinkSettings.Tls own = link.link();
        SSLContext tls = PemKeys.client(own.certificate(), own.key(), own.authority());
        Signature.Read signature = settings.requiredSignature().read();
        OwnTokens tokens =
                new OwnTokens(signature.chain(), signature.key(), mailroom.member(), settings.audience(), clock);
        HubTokens hub = new HubTokens(PemKeys.chain(own.authority()), mailroom.member(), clock);
        RestDoor door = new RestDoor(settings.requiredUrl(), tls, tokens, hub, settings.answerWithin());
        Conversation conversation =
                new Conversation(mailroom, door, listen == null ? null : listen.url(), settings.progressEvery(), clock);
        Listener listener = listen == null ? null : new Listener(listen, tls, new Endpoint(hub, mailroom));
        return new HttpLine(mailroom, conversation, listener, settings.idle());
    }

    private RestBeans() {}
}
