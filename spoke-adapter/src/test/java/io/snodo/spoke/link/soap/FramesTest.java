package io.snodo.spoke.link.soap;

import static io.snodo.spoke.link.Notary.PARMA;
import static io.snodo.spoke.link.Notary.VENEZIA;
import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.envelopes.Envelope;
import io.snodo.envelopes.Written;
import io.snodo.messages.Json;
import io.snodo.messages.Message;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.NoteAdd;
import io.snodo.messages.body.Receipt;
import io.snodo.messages.receipt.Frame;
import io.snodo.messages.receipt.Record;
import io.snodo.messages.receipt.Stamp;
import io.snodo.messages.refusal.Present;
import io.snodo.messages.refusal.Problem;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.xml.Told;
import io.snodo.spoke.link.Notary;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** What the hub has written as XML is read as the frames that it would have been on another binding. */
class FramesTest {
    private final Notary notary = new Notary();

    @Test
    void deliveriesAndStepsAreTheSameFrames() {
        Frame.Delivery first = notary.delivery(note("una «buca» & <altro>\n\tcon \"virgolette\" 🚧"));
        Frame.Delivery second = new Frame.Delivery(first.message(), ofManyInABatch());
        List<Frame.Step> steps = List.of(
                new Frame.Step(UUID.randomUUID(), PARMA, Receipt.Level.L2, null),
                new Frame.Step(UUID.randomUUID(), PARMA, Receipt.Level.REFUSED, RefusalCode.TICKET_UNKNOWN));
        Element deliver = Told.root("deliver");
        Told.delivery(deliver, first);
        Told.delivery(deliver, second);
        steps.forEach(step -> Told.step(deliver, step));

        assertThat(frames(Frames.brought(travelled(deliver))))
                .containsExactly(first, second, new Frame.Progress(steps));
    }

    @Test
    void anOutcomeIsAReceiptOrARefusalWithAllItsWords() {
        UUID message = UUID.randomUUID();
        Stamp stamp = ofManyInABatch();
        Element taken = Told.root("tell");
        Told.result(taken, message, stamp, null);
        assertThat(frames(Frames.outcome("c", travelled(taken)))).containsExactly(new Frame.Receipts(List.of(stamp)));

        Present present = new Present(7, 2, "Buca", "strade", "027042", Instant.parse("2027-01-31T11:00:00Z"));
        for (Problem problem : List.of(
                Refusal.stale(present).problem("c"),
                Refusal.later(RefusalCode.MESSAGE_IN_PROGRESS, Duration.ofSeconds(5))
                        .problem("c"),
                Refusal.of(RefusalCode.SCHEMA_INVALID, "/body/subject required").problem("c"))) {
            Element refused = Told.root("tell");
            Told.result(refused, message, null, problem);
            assertThat(frames(Frames.outcome("c", travelled(refused))))
                    .containsExactly(new Frame.Refused(message, "c", problem));
        }
    }

    @Test
    void whatGetsNoPlaceInTheEvidenceIsNoFrame() {
        Element taken = Told.root("tell");
        Told.result(taken, UUID.randomUUID(), null, null);

        assertThat(Frames.outcome("c", travelled(taken))).isEmpty();
    }

    /** Written and read again: what counts is what has travelled. */
    private static Element travelled(Element payload) {
        Envelope envelope =
                HubEnvelopes.read(Written.octets(Written.around(payload))).orElseThrow();
        return envelope.payload();
    }

    private static List<Frame> frames(List<byte[]> read) {
        return read.stream()
                .map(each -> Json.MAPPER.readValue(each, Frame.class))
                .toList();
    }

    private static Stamp ofManyInABatch() {
        List<Record> records = List.of(record(), record(), record());
        return Stamp.batch(records, new Stamp.Batch(1, null, Instant.now()), SealKey.ofEd25519(new byte[32]))
                .getFirst();
    }

    private static Record record() {
        return new Record(
                UUID.randomUUID(), "d", VENEZIA, "note.add", null, 0, 0, null, null, null, null, Instant.now());
    }

    private static Message note(String text) {
        return Message.of(
                Clock.systemUTC(),
                VENEZIA,
                List.of(),
                TicketNumber.mint("L736", 1),
                1,
                new NoteAdd(text, Audience.PARTIES, null));
    }
}
