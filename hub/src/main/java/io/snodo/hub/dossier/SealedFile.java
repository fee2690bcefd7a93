package io.snodo.hub.dossier;

import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.Sealed;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;

/** Writes the file from its first octet to the seal over all of them (ST-312), and keeps none in memory. */
final class SealedFile {
    private static final String TYP = "staffetta-evidence";

    private final Digested out;
    private final JsonGenerator json;
    private final TicketNumber ticket;
    private final MemberCode party;
    private final Instant at;

    SealedFile(OutputStream target, TicketNumber ticket, MemberCode party, Instant at) {
        this.out = new Digested(target);
        this.json = Json.MAPPER
                .writer()
                .without(StreamWriteFeature.AUTO_CLOSE_CONTENT)
                .without(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .createGenerator(out);
        this.ticket = ticket;
        this.party = party;
        this.at = at;
        json.writeStartObject();
        json.writeStringProperty("format", TYP);
        json.writeStringProperty("version", "1.0");
        json.writeStringProperty("ticket", ticket.value());
        json.writeStringProperty("for", party.value());
        json.writeStringProperty("at", at.toString());
    }

    /** A list; {@code fill} is given where to put its lines. */
    void list(String name, Consumer<Consumer<Line>> fill) {
        json.writeArrayPropertyStart(name);
        fill.accept(line -> json.writePOJO(line));
        json.writeEndArray();
    }

    /** The last field, which Jackson does not write: it has to know all octets before it. */
    void seal(SealKey key) throws IOException {
        json.close();
        Line.Closing closing = new Line.Closing(ticket.value(), party, at, out.octets(), out.sha256());
        String seal = Sealed.sign(Json.MAPPER.writeValueAsBytes(closing), TYP, key);
        out.write((",\"seal\":\"" + seal + "\"}\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
