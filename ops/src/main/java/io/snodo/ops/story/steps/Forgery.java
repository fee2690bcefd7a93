package io.snodo.ops.story.steps;

import io.snodo.messages.Json;
import io.snodo.messages.Message;
import io.snodo.messages.MessageIds;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.NoteAdd;
import io.snodo.messages.body.Status;
import io.snodo.messages.body.StatusSet;
import io.snodo.messages.body.TicketOpen;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.Sealed;
import io.snodo.ops.demo.DemoMember;
import io.snodo.ops.story.surfaces.NotObserved;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Messages as nobody should send them, sealed with a member's true key so that only the one fault is in them. */
final class Forgery {
    private static final String TYP = "staffetta";

    private final Clock clock = Clock.systemUTC();
    private final DemoMember member;
    private final SealKey key;
    private final Stage stage;

    Forgery(Stage stage, DemoMember member) {
        this.stage = stage;
        this.member = member;
        this.key = stage.sealKey(member);
    }

    /** Nothing wrong with it, unless the ticket is none of the member's. */
    String note(TicketNumber ticket, String text) {
        return Sealed.seal(message(ticket, text), key).jws();
    }

    String status(TicketNumber ticket, int epoch) {
        return Sealed.seal(
                        Message.of(
                                clock,
                                member.code(),
                                List.of(),
                                ticket,
                                epoch,
                                new StatusSet(Status.IN_PROGRESS, null)),
                        key)
                .jws();
    }

    String openUnder(String prefix) {
        TicketNumber number = TicketNumber.mint(prefix, 999_000);
        TicketOpen open = new TicketOpen("Numero altrui", null, "altro", null, "web", null, null);
        return Sealed.seal(Message.of(clock, member.code(), List.of(), number, 0, open), key)
                .jws();
    }

    String brokenSignature(TicketNumber ticket) {
        String jws = note(ticket, "Firma rotta.");
        int at = jws.length() - 10;
        return jws.substring(0, at) + (jws.charAt(at) == 'A' ? 'B' : 'A') + jws.substring(at + 1);
    }

    String brokenJson() {
        return Sealed.sign("{\"staffetta\":\"1.0\",\"id\":".getBytes(StandardCharsets.UTF_8), TYP, key);
    }

    String unsigned() {
        return "{\"staffetta\":\"1.0\",\"type\":\"note.add\"}";
    }

    String strangersKey(TicketNumber ticket) {
        return Sealed.seal(message(ticket, "Chiave sconosciuta."), SealKey.generate())
                .jws();
    }

    /** Sealed by another with its own key, and brought by this member. */
    String inTheNameOf(DemoMember other, TicketNumber ticket) {
        return new Forgery(stage, other).note(ticket, "Per conto altrui.");
    }

    String version(String version, TicketNumber ticket) {
        return sign(tree(message(ticket, "Altra versione.")).put("staffetta", version));
    }

    String type(String type, boolean optional) {
        ObjectNode message = tree(message(null, "Altro tipo."));
        message.remove("ticket");
        return sign(message.put("type", type).put("optional", optional));
    }

    String fieldMissing(TicketNumber ticket) {
        ObjectNode message = tree(message(ticket, "Senza testo."));
        ((ObjectNode) message.get("body")).remove("text");
        return sign(message);
    }

    String noteWithUnknownField(TicketNumber ticket, String field) {
        ObjectNode message = tree(message(ticket, "Con un campo in più."));
        ((ObjectNode) message.get("body")).put(field, "blu");
        return sign(message);
    }

    String otherContentUnderTheSameId(String jws) {
        byte[] payload = Sealed.read(jws)
                .flatMap(known -> known.verify(key.verifyKey()))
                .orElseThrow(() -> new NotObserved("our own seal does not verify"));
        ObjectNode message = (ObjectNode) Json.MAPPER.readTree(payload);
        ((ObjectNode) message.get("body")).put("text", "Tutt'altro.");
        return sign(message);
    }

    private Message message(@org.jspecify.annotations.Nullable TicketNumber ticket, String text) {
        NoteAdd note = new NoteAdd(text, Audience.PARTIES, null);
        return new Message(
                Message.VERSION,
                MessageIds.next(clock),
                "note.add",
                member.code(),
                List.of(),
                ticket,
                0,
                clock.instant(),
                List.of(),
                false,
                null,
                Json.MAPPER.valueToTree(note));
    }

    private static ObjectNode tree(Message message) {
        return Json.MAPPER.valueToTree(message);
    }

    private String sign(ObjectNode message) {
        return Sealed.sign(Json.MAPPER.writeValueAsBytes(message), TYP, key);
    }
}
