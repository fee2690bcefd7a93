package io.snodo.hub.members;

import io.snodo.messages.MemberCode;
import java.net.URI;

/** How a member receives; it may send by any door. */
public sealed interface Binding {
    /** Its spoke stays connected to the broker. */
    record Amqp() implements Binding {}

    /** It asks for what waits for it, over REST. */
    record RestPull() implements Binding {}

    /** The hub calls its endpoint, over REST. */
    record RestPush(URI endpoint) implements Binding {
        public RestPush {
            demandSafe(endpoint);
        }
    }

    /** It asks for what waits for it, over SOAP. */
    record SoapPull() implements Binding {}

    /** The hub calls its endpoint, over SOAP. */
    record SoapPush(URI endpoint) implements Binding {
        public SoapPush {
            demandSafe(endpoint);
        }
    }

    /** It is behind another hub, which the hub calls. */
    record Via(MemberCode hub) implements Binding {}

    Binding AMQP = new Amqp();

    /** What the hub calls carries tokens and messages, therefore never in the clear. */
    private static void demandSafe(URI endpoint) {
        if (!"https".equals(endpoint.getScheme())
                || endpoint.getHost() == null
                || endpoint.getRawUserInfo() != null
                || endpoint.getRawQuery() != null
                || endpoint.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "binding.endpoint must be an https address with a host, and without user, query or fragment");
        }
    }
}
