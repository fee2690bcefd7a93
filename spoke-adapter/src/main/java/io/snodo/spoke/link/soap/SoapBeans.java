package io.snodo.spoke.link.soap;

import io.snodo.envelopes.Signer;
import io.snodo.spoke.link.Line;
import io.snodo.spoke.link.LinkSettings;
import io.snodo.spoke.link.Mailroom;
import io.snodo.spoke.link.PemKeys;
import io.snodo.spoke.link.http.Conversation;
import io.snodo.spoke.link.http.HttpLine;
import io.snodo.spoke.link.http.HubCertificate;
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

/** The line by SOAP, in two manners: {@code snodo.link.binding} is {@code soap-pull} or {@code soap-push}. */
class SoapBeans {
    /** We ask. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "snodo.link.binding", havingValue = "soap-pull")
    static class Pull {
        @Bean(destroyMethod = "") // OpeningHours closes it, earlier
        Line soapLine(Mailroom mailroom, LinkSettings link, SoapSettings settings, Clock clock) throws IOException {
            return line(mailroom, link, settings, null, clock);
        }
    }

    /** We are called. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "snodo.link.binding", havingValue = "soap-push")
    static class Push {
        @Bean(destroyMethod = "") // OpeningHours closes it, earlier
        Line soapLine(Mailroom mailroom, LinkSettings link, SoapSettings settings, Clock clock) throws IOException {
            return line(mailroom, link, settings, settings.requiredListen(), clock);
        }
    }

    private static Line line(
            Mailroom mailroom, LinkSettings link, SoapSettings settings, @Nullable Listen listen, Clock clock)
            throws IOException {
        LinkSettings.Tls own = link.link();
        SSLContext tls = PemKeys.client(own.certificate(), own.key(), own.authority());
        Signature.Read signature = settings.requiredSignature().read();
        Signer signer = new Signer(signature.chain(), signature.key(), clock);
        HubEnvelopes hub = new HubEnvelopes(new HubCertificate(PemKeys.chain(own.authority()), clock), clock);
        SoapDoor door = new SoapDoor(settings.requiredUrl(), tls, signer, hub, settings.answerWithin(), clock);
        Conversation conversation =
                new Conversation(mailroom, door, listen == null ? null : listen.url(), settings.progressEvery(), clock);
        Listener listener =
                listen == null ? null : new Listener(listen, tls, new Endpoint(listen.url(), hub, signer, mailroom));
        return new HttpLine(mailroom, conversation, listener, settings.idle());
    }

    private SoapBeans() {}
}
