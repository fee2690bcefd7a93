package io.snodo.hub.dossier;

import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.Sealed;
import io.snodo.messages.seal.VerifyKey;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;

/** Writes the file from its first octet to the seal over all of them (ST-312), and keeps none in memory. */
final class SealedFile {
    private static final String TYP = "staffetta-evidence";

    private final Counted out;
    private final JsonGenerator json;
    private final TicketNumber ticket;
    private final MemberCode party;
    private final Instant at;

    SealedFile(OutputStream target, TicketNumber ticket, MemberCode party, Instant at) {
        this.out = new Counted(target);
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
        Line.Closing closing = new Line.Closing(
                ticket.value(), party, at, out.octets, VerifyKey.URL.encodeToString(out.digest.digest()));
        String seal = Sealed.sign(Json.MAPPER.writeValueAsBytes(closing), TYP, key);
        out.write((",\"seal\":\"" + seal + "\"}\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static final class Counted extends FilterOutputStream {
        private final MessageDigest digest;
        private long octets;

        Counted(OutputStream target) {
            super(target);
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK has SHA-256", e);
            }
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            digest.update(bytes, offset, length);
            octets += length;
        }
    }
}
