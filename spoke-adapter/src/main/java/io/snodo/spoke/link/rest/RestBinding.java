package io.snodo.spoke.link.rest;

import io.snodo.messages.MemberCode;
import io.snodo.spoke.link.Line;
import io.snodo.spoke.link.LinkSettings;
import io.snodo.spoke.link.Mailroom;
import io.snodo.spoke.link.PemKeys;
import io.snodo.spoke.link.http.Conversation;
import io.snodo.spoke.link.http.Door;
import io.snodo.spoke.link.http.HttpLine;
import io.snodo.spoke.link.http.Listen;
import io.snodo.spoke.link.http.Listener;
import io.snodo.spoke.link.http.Signature;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Puts a line by REST together, or only the way to the hub. */
public final class RestBinding {
    private RestBinding() {}

    /** Calls the hub in a member's name. */
    public static Door door(MemberCode member, LinkSettings.Tls own, RestSettings settings, Clock clock)
            throws IOException {
        return door(member, own, settings, hub(member, own, clock), clock);
    }

    /** @param listen where the hub calls us; nothing where we ask */
    public static Line line(
            Mailroom mailroom, LinkSettings.Tls own, RestSettings settings, @Nullable Listen listen, Clock clock)
            throws IOException {
        HubTokens hub = hub(mailroom.member(), own, clock);
        Door door = door(mailroom.member(), own, settings, hub, clock);
        URI replyTo = listen == null ? null : listen.url();
        Conversation conversation = new Conversation(mailroom, door, replyTo, settings.progressEvery(), clock);
        Listener listener = listen == null ? null : new Listener(listen, tls(own), new Endpoint(hub, mailroom));
        return new HttpLine(mailroom, conversation, listener, settings.idle());
    }

    private static Door door(MemberCode member, LinkSettings.Tls own, RestSettings settings, HubTokens hub, Clock clock)
            throws IOException {
        Signature.Read signature = settings.requiredSignature().read();
        OwnTokens tokens = new OwnTokens(signature.chain(), signature.key(), member, settings.audience(), clock);
        return new RestDoor(settings.requiredUrl(), tls(own), tokens, hub, settings.answerWithin());
    }

    private static HubTokens hub(MemberCode member, LinkSettings.Tls own, Clock clock) throws IOException {
        return new HubTokens(PemKeys.chain(own.authority()), member, clock);
    }

    private static SSLContext tls(LinkSettings.Tls own) throws IOException {
        return PemKeys.client(own.certificate(), own.key(), own.authority());
    }
}
