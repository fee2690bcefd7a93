package io.snodo.hub.doors.soap;

import io.snodo.hub.TestAuthority;
import io.snodo.hub.TestHub;
import io.snodo.hub.doors.modi.ModiClient;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** The same call, spoilt in the same way for REST and for SOAP; and what each calls it. */
record SpoiltCalls(TestHub hub, MemberCode member, TestAuthority.Identity stranger) {

    /** @param soap the envelope as it is sent */
    record Spoilt(String how, Consumer<ModiClient.Sending> rest, String asRest, byte[] soap, String asSoap) {
        @Override
        public String toString() {
            return how;
        }
    }

    List<Spoilt> of(String jws) {
        long now = Instant.now().getEpochSecond();
        TestAuthority.Identity own = hub.signature(member);
        TestAuthority.Identity other = hub.signature(TestHub.BRESCIA);
        TestAuthority.Identity wrong = new TestAuthority.Identity(own.certificate(), other.key());
        Clock clock = Clock.systemUTC();
        String cut = jws.substring(0, jws.length() / 2);
        return List.of(
                new Spoilt(
                        "signature missing",
                        s -> s.authorization.clear(),
                        "token_missing",
                        bytes(envelope(hub.soap().toString(), jws)),
                        "signature_missing"),
                new Spoilt(
                        "not all that must be is signed",
                        s -> s.signed.remove("digest"),
                        "header_not_covered",
                        bytes(signed(jws, own, clock)
                                .replace("</e:Header>", "<s:X-ReplyTo>https://m.example/</s:X-ReplyTo></e:Header>")),
                        "signature_missing"),
                new Spoilt(
                        "signature wrong",
                        s -> s.key = other,
                        "token_signature_wrong",
                        bytes(signed(jws, wrong, clock)),
                        "signature_invalid"),
                new Spoilt(
                        "another member's key",
                        s -> {
                            s.certificate = other;
                            s.key = other;
                        },
                        "certificate_foreign",
                        bytes(signed(jws, other, clock)),
                        "certificate_foreign"),
                new Spoilt(
                        "a certificate of nobody's",
                        s -> {
                            s.certificate = stranger;
                            s.key = stranger;
                        },
                        "certificate_untrusted",
                        bytes(signed(jws, stranger, clock)),
                        "certificate_untrusted"),
                new Spoilt(
                        "changed on its way",
                        s -> s.body = jws + "A",
                        "digest_mismatch",
                        bytes(signed(jws, own, clock).replace(jws, jws + "A")),
                        "signature_invalid"),
                new Spoilt(
                        "a clock ahead",
                        s -> s.authorization.put("iat", now + 600),
                        "token_not_yet_valid",
                        bytes(signed(jws, own, Clock.offset(clock, Duration.ofMinutes(10)))),
                        "signature_invalid"),
                new Spoilt(
                        "expired",
                        s -> s.authorization.put("iat", now - 400),
                        "token_expired",
                        bytes(signed(jws, own, Clock.offset(clock, Duration.ofSeconds(-400)))),
                        "signature_invalid"),
                new Spoilt(
                        "meant for somebody else",
                        s -> s.authorization.put("aud", "somebody"),
                        "token_audience_wrong",
                        bytes(SoapMember.text(SoapMember.signed(envelope("https://other.example/", jws), own, clock))),
                        "signature_invalid"),
                new Spoilt(
                        "over size",
                        s -> resigned(s, "x".repeat(Json.MAX_MESSAGE_BYTES + 1)),
                        "message_too_large",
                        bytes(signed(jws, own, clock).replace("</e:Body>", " ".repeat(1_100_000) + "</e:Body>")),
                        "message_too_large"),
                new Spoilt(
                        "a message over size",
                        s -> resigned(s, "x".repeat(Json.MAX_MESSAGE_BYTES + 1)),
                        "message_too_large",
                        bytes(signed("x".repeat(Json.MAX_MESSAGE_BYTES + 1), own, clock)),
                        "message_too_large"),
                new Spoilt(
                        "truncated",
                        s -> resigned(s, cut),
                        "message_malformed",
                        bytes(signed(cut, own, clock)),
                        "message_malformed"),
                new Spoilt(
                        "of another type",
                        s -> {
                            s.headers.put("Content-Type", "text/plain");
                            s.signed.put("content-type", "text/plain");
                        },
                        "content_type_unsupported",
                        new byte[0], // sent as another type
                        "content_type_unsupported"),
                new Spoilt(
                        "an answer to somewhere else",
                        s -> s.headers.put("X-ReplyTo", "https://other.example/"),
                        "reply_to_foreign",
                        bytes(SoapMember.text(SoapMember.signed(
                                envelope(
                                        hub.soap().toString(),
                                        jws,
                                        "<s:X-ReplyTo>https://other.example/</s:X-ReplyTo>"),
                                own,
                                clock))),
                        "reply_to_foreign"));
    }

    private static void resigned(ModiClient.Sending sending, String body) {
        sending.body = body;
        sending.headers.put("Digest", ModiClient.digest(body));
        sending.signed.put("digest", ModiClient.digest(body));
    }

    String signed(String jws, TestAuthority.Identity signature, Clock clock) {
        return SoapMember.text(SoapMember.signed(envelope(hub.soap().toString(), jws), signature, clock));
    }

    private static String envelope(String to, String jws) {
        return envelope(to, jws, "");
    }

    private static String envelope(String to, String jws, String headers) {
        return SoapMember.envelope(
                to, "urn:uuid:" + UUID.randomUUID(), headers, "<s:submit><s:sealed>" + jws + "</s:sealed></s:submit>");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
