package io.snodo.conformance.seen;

import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.seal.VerifyKey;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One case's exchange as JSON lines: the names and the keys of hub and spoke first, then what was seen. */
public record Transcript(
        Scene scene,
        VerifyKey hub,
        VerifyKey spoke,
        @Nullable X509Certificate signature,
        List<Event> events) {

    public String lines() {
        ObjectNode first = Json.MAPPER.createObjectNode();
        first.set("hub", Json.MAPPER.valueToTree(hub.jwk()));
        first.set("spoke", Json.MAPPER.valueToTree(spoke.jwk()));
        if (signature != null) {
            first.put("signature", encoded(signature));
        }
        ObjectNode members = first.putObject("members");
        scene.members().forEach((letter, code) -> members.put(letter, code.value()));
        ObjectNode tickets = first.putObject("tickets");
        scene.tickets().forEach(tickets::put);
        ObjectNode messages = first.putObject("messages");
        scene.messages().forEach((name, sent) -> {
            ObjectNode one = messages.putObject(name);
            one.put("id", String.valueOf(sent.id()));
            one.put("correlation", sent.correlation());
            one.put("by", sent.by());
            one.put("jws", sent.jws());
        });
        StringBuilder text = new StringBuilder(Json.MAPPER.writeValueAsString(first)).append('\n');
        events.forEach(
                event -> text.append(Json.MAPPER.writeValueAsString(event)).append('\n'));
        return text.toString();
    }

    public static Transcript read(String lines) {
        List<String> all = lines.lines().toList();
        JsonNode first = Json.MAPPER.readTree(all.getFirst());
        Map<String, MemberCode> members = new HashMap<>();
        first.path("members")
                .properties()
                .forEach(
                        p -> members.put(p.getKey(), new MemberCode(p.getValue().asString(""))));
        Scene scene = new Scene(members);
        first.path("tickets")
                .properties()
                .forEach(p -> scene.ticket(p.getKey(), p.getValue().asString("")));
        first.path("messages").properties().forEach(p -> {
            JsonNode one = p.getValue();
            String id = one.path("id").asString("");
            String jws = one.path("jws").asString("");
            scene.name(
                    p.getKey(),
                    new Scene.Sent(
                            id.equals("null") ? null : UUID.fromString(id),
                            one.path("correlation").asString(""),
                            one.path("by").asString(""),
                            jws,
                            Reads.payload(jws)));
        });
        List<Event> events = new ArrayList<>();
        all.stream().skip(1).forEach(line -> events.add(Json.MAPPER.readValue(line, Event.class)));
        VerifyKey hub = key(first.path("hub"));
        return new Transcript(
                scene,
                hub,
                first.has("spoke") ? key(first.path("spoke")) : hub,
                first.has("signature") ? certificate(first.path("signature").stringValue("")) : null,
                events);
    }

    private static String encoded(X509Certificate certificate) {
        try {
            return Base64.getEncoder().encodeToString(certificate.getEncoded());
        } catch (CertificateException e) {
            throw new IllegalStateException("a certificate that was read cannot be written", e);
        }
    }

    private static X509Certificate certificate(String encoded) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(
                            new ByteArrayInputStream(Base64.getDecoder().decode(encoded)));
        } catch (CertificateException e) {
            throw new IllegalArgumentException("what stands for the hub's certificate is none", e);
        }
    }

    private static VerifyKey key(JsonNode jwk) {
        Map<String, String> fields = new HashMap<>();
        jwk.properties().forEach(p -> fields.put(p.getKey(), p.getValue().asString("")));
        return VerifyKey.ofJwk(fields);
    }
}
