package io.snodo.hub.doors;

import static io.snodo.hub.TestHub.BRESCIA;
import static io.snodo.hub.TestHub.VENEZIA;

import io.snodo.hub.TestHub;
import io.snodo.hub.exchange.Pen;
import io.snodo.messages.Json;
import io.snodo.messages.MessageIds;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.NoteAdd;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.Sealed;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** What Venezia may send and must not: each wrong in one way. */
record BadLetters(Pen venezia, Pen brescia, SealKey revoked, TicketNumber foreign) {

    /** {@code octets} as they come in; {@code code} is what the specification answers. */
    record Bad(String code, String what, String octets) {
        @Override
        public String toString() {
            return what;
        }
    }

    static BadLetters of(TestHub hub, SealKey revoked, TicketNumber foreign) {
        return new BadLetters(Pen.of(hub, VENEZIA), Pen.of(hub, BRESCIA), revoked, foreign);
    }

    List<Bad> all() {
        String good = sealed(_ -> {});
        return List.of(
                new Bad("message_malformed", "without a seal", message().toString()),
                new Bad("message_malformed", "truncated in the payload", good.substring(0, good.length() / 2)),
                new Bad("message_malformed", "a word", "nonsense"),
                new Bad("message_malformed", "truncated in the signature", good.substring(0, good.length() - 4)),
                new Bad("seal_invalid", "under another message's signature", resigned(good, sealed(_ -> {}))),
                new Bad("seal_invalid", "by a key under another's name", resigned(by(brescia.seal()), good)),
                new Bad("key_unknown", "by nobody's key", by(SealKey.generate())),
                new Bad("key_not_valid", "by a revoked key", by(revoked)),
                new Bad("sender_mismatch", "by another member's key", by(brescia.seal())),
                new Bad("sender_mismatch", "another member's message", brescias()),
                new Bad("json_malformed", "with a name twice", twice()),
                new Bad("version_unsupported", "of an unknown version", sealed(m -> m.put("staffetta", "9.0"))),
                new Bad(
                        "must_understand_unknown",
                        "with a demand nobody knows",
                        sealed(m -> m.putArray("mustUnderstand").add("urn:example:new"))),
                new Bad("type_unknown", "of an unknown type", sealed(m -> m.put("type", "ticket.vanish"))),
                new Bad("schema_invalid", "with a field missing", sealed(m -> m.remove("sealedAt"))),
                new Bad(
                        "message_too_large",
                        "over the size",
                        sealed(m -> m.put("x-c_l736-long", "x".repeat(Json.MAX_MESSAGE_BYTES)))),
                new Bad("ticket_unknown", "about no ticket", about(venezia.number(999_999))),
                new Bad("ticket_unknown", "about a ticket of others", about(foreign)));
    }

    private ObjectNode message() {
        ObjectNode message = Json.MAPPER.createObjectNode();
        message.put("staffetta", "1.0")
                .put("id", MessageIds.next(Clock.systemUTC()).toString())
                .put("type", "ticket.open")
                .put("from", venezia.member().value())
                .put("ticket", venezia.number(4711).value())
                .put("epoch", 0)
                .put("sealedAt", Instant.now().toString());
        message.putObject("body")
                .put("subject", "Buca in strada")
                .put("category", "strade")
                .put("channel", "desk");
        return message;
    }

    private String sealed(Consumer<ObjectNode> spoil) {
        ObjectNode message = message();
        spoil.accept(message);
        return Sealed.seal(message, venezia.seal()).jws();
    }

    private String by(SealKey key) {
        return Sealed.seal(message(), key).jws();
    }

    private String brescias() {
        return brescia.act(foreign, 1, new NoteAdd("x", Audience.PARTIES, null)).jws();
    }

    private String about(TicketNumber number) {
        return venezia.act(number, 1, new NoteAdd("x", Audience.PARTIES, null)).jws();
    }

    private String twice() {
        String text = message().toString().replaceFirst("\\{", "{\"staffetta\":\"1.0\",");
        return Sealed.sign(text.getBytes(StandardCharsets.UTF_8), "staffetta", venezia.seal());
    }

    /** The header and payload of one with the signature of the other. */
    private static String resigned(String signature, String content) {
        return content.substring(0, content.lastIndexOf('.')) + signature.substring(signature.lastIndexOf('.'));
    }
}
