package io.snodo.spoke.link.soap;

import io.snodo.envelopes.Signer;
import io.snodo.spoke.link.Line;
import io.snodo.spoke.link.LinkSettings;
import io.snodo.spoke.link.Mailroom;
import io.snodo.spoke.link.PemKeys;
import io.snodo.spoke.link.http.Conversation;
import io.snodo.spoke.link.http.Door;
import io.snodo.spoke.link.http.HttpLine;
import io.snodo.spoke.link.http.HubCertificate;
import io.snodo.spoke.link.http.Listen;
import io.snodo.spoke.link.http.Listener;
import io.snodo.spoke.link.http.Signature;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Puts a line by SOAP together, or only the way to the hub. */
public final class SoapBinding {
    private SoapBinding() {}

    /** Calls the hub in the name of whose certificates {@code own} and {@code settings} hold. */
    public static Door door(LinkSettings.Tls own, SoapSettings settings, Clock clock) throws IOException {
        return new SoapDoor(
                settings.requiredUrl(),
                tls(own),
                signer(settings, clock),
                hub(own, clock),
                settings.answerWithin(),
                clock);
    }

    /** @param listen where the hub calls us; nothing where we ask */
    public static Line line(
            Mailroom mailroom, LinkSettings.Tls own, SoapSettings settings, @Nullable Listen listen, Clock clock)
            throws IOException {
        URI replyTo = listen == null ? null : listen.url();
        Conversation conversation =
                new Conversation(mailroom, door(own, settings, clock), replyTo, settings.progressEvery(), clock);
        Listener listener = listen == null
                ? null
                : new Listener(
                        listen,
                        tls(own),
                        new Endpoint(listen.url(), hub(own, clock), signer(settings, clock), mailroom));
        return new HttpLine(mailroom, conversation, listener, settings.idle());
    }

    private static Signer signer(SoapSettings settings, Clock clock) throws IOException {
        Signature.Read signature = settings.requiredSignature().read();
        return new Signer(signature.chain(), signature.key(), clock);
    }

    private static HubEnvelopes hub(LinkSettings.Tls own, Clock clock) throws IOException {
        return new HubEnvelopes(new HubCertificate(PemKeys.chain(own.authority()), clock), clock);
    }

    private static SSLContext tls(LinkSettings.Tls own) throws IOException {
        return PemKeys.client(own.certificate(), own.key(), own.authority());
    }
}
