package io.snodo.conformance.soap;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An envelope before it is signed.
 *
 * @param headers of one's own, as XML
 * @param payload what stands in the body, as XML
 */
record Draft(
        String to,
        String messageId,
        Instant created,
        Instant expires,
        @Nullable String replyTo,
        @Nullable String correlation,
        String headers,
        String payload) {
    private static final long GOOD_FOR = 240;

    static Draft of(String to, String payload, Instant now) {
        return new Draft(to, "urn:uuid:" + UUID.randomUUID(), now, now.plusSeconds(GOOD_FOR), null, null, "", payload);
    }

    Draft to(String address) {
        return new Draft(address, messageId, created, expires, replyTo, correlation, headers, payload);
    }

    Draft within(Instant from, Instant until) {
        return new Draft(to, messageId, from, until, replyTo, correlation, headers, payload);
    }

    Draft withHeader(String xml) {
        return new Draft(to, messageId, created, expires, replyTo, correlation, headers + xml, payload);
    }

    Draft named(String id) {
        return new Draft(to, id, created, expires, replyTo, correlation, headers, payload);
    }

    Draft about(@Nullable String address, @Nullable String id) {
        return new Draft(to, messageId, created, expires, address, id, headers, payload);
    }

    Draft saying(String xml) {
        return new Draft(to, messageId, created, expires, replyTo, correlation, headers, xml);
    }

    /** Each part that has to be signed has an id; {@code token} is the certificate in base64. */
    String text(String token) {
        return "<e:Envelope xmlns:e=\"" + Ns.SOAP + "\" xmlns:s=\"urn:staffetta:1.0\" xmlns:wsa=\"" + Ns.ADDRESSING
                + "\" xmlns:wsse=\"" + Ns.SECURITY + "\" xmlns:wsu=\"" + Ns.UTILITY + "\"><e:Header>"
                + "<wsse:Security><wsse:BinarySecurityToken wsu:Id=\"token\" ValueType=\"" + Ns.X509
                + "\" EncodingType=\"" + Ns.BASE64 + "\">" + token
                + "</wsse:BinarySecurityToken><wsu:Timestamp wsu:Id=\"timestamp\"><wsu:Created>" + time(created)
                + "</wsu:Created><wsu:Expires>" + time(expires) + "</wsu:Expires></wsu:Timestamp></wsse:Security>"
                + header("wsa:To", "to", to)
                + header("wsa:MessageID", "id", messageId)
                + header("s:X-ReplyTo", "reply", replyTo)
                + header("s:X-Correlation-ID", "correlation", correlation)
                + headers + "</e:Header><e:Body wsu:Id=\"body\">" + payload + "</e:Body></e:Envelope>";
    }

    private static String header(String name, String id, @Nullable String value) {
        return value == null ? "" : "<" + name + " wsu:Id=\"" + id + "\">" + Xml.escaped(value) + "</" + name + ">";
    }

    private static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
