package io.snodo.messages.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.Json;
import io.snodo.messages.Samples;
import io.snodo.messages.body.Status;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.messages.seal.SealKey;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StampTest {
    private static final SealKey HUB = SealKey.generate();
    private static final SealKey OTHER = SealKey.generate();

    @Test
    void vouchesForEachRecordOfItsBatch() {
        for (int size : List.of(1, 2, 3, 7, 33)) {
            List<Record> records = records(size);
            List<Stamp> stamps = stamp(records);
            for (int i = 0; i < size; i++) {
                Stamp travelled = Json.MAPPER.readValue(Json.MAPPER.writeValueAsString(stamps.get(i)), Stamp.class);
                assertThat(travelled).isEqualTo(stamps.get(i));
                assertThat(travelled.verify(HUB.verifyKey())).contains(records.get(i));
            }
        }
    }

    @Test
    void sharesOneSignatureSoThatAVerifiedRootServesTheWholeBatch() {
        List<Record> records = records(5);
        List<Stamp> stamps = stamp(records);
        Root root = stamps.getFirst().root(HUB.verifyKey()).orElseThrow();

        assertThat(root.batch()).isEqualTo(7);
        assertThat(root.previous()).isEqualTo("AAAA");
        assertThat(stamps).allMatch(s -> s.root().equals(stamps.getFirst().root()));
        assertThat(stamps.getLast().verify(root)).contains(records.getLast());
    }

    @Test
    void vouchesForNothingElse() {
        Stamp stamp = stamp(records(5)).get(2);
        Stamp elsewhere = Stamp.batch(records(4).reversed(), new Stamp.Batch(8, null, Samples.NOW), HUB)
                .get(2);

        assertThat(stamp.verify(OTHER.verifyKey())).isEmpty();
        assertThat(new Stamp(stamp.leaf().replace("c_l736", "c_g337"), stamp.index(), stamp.path(), stamp.root())
                        .verify(HUB.verifyKey()))
                .isEmpty();
        assertThat(new Stamp(stamp.leaf(), 3, stamp.path(), stamp.root()).verify(HUB.verifyKey()))
                .isEmpty();
        assertThat(new Stamp(stamp.leaf(), -1, stamp.path(), stamp.root()).verify(HUB.verifyKey()))
                .isEmpty();
        assertThat(new Stamp(stamp.leaf(), 2, List.of(), stamp.root()).verify(HUB.verifyKey()))
                .isEmpty();
        assertThat(new Stamp(stamp.leaf(), 2, List.of("?", "?", "?"), stamp.root()).verify(HUB.verifyKey()))
                .isEmpty();
        assertThat(new Stamp(stamp.leaf(), 2, stamp.path(), "no jws").verify(HUB.verifyKey()))
                .isEmpty();
        assertThat(new Stamp(stamp.leaf(), 2, elsewhere.path(), elsewhere.root()).verify(HUB.verifyKey()))
                .isEmpty();
    }

    @Test
    void travelsInFramesThatReadBackTheSame() {
        Stamp stamp = stamp(records(3)).get(1);
        UUID id = UUID.randomUUID();
        List<Frame> frames = List.of(
                new Frame.Delivery("a.b.c", stamp),
                new Frame.Receipts(List.of(stamp)),
                new Frame.Progress(List.of(new Frame.Step(
                        id, Samples.PARMA, io.snodo.messages.body.Receipt.Level.REFUSED, RefusalCode.SEAL_INVALID))),
                new Frame.Refused(id, null, Refusal.of(RefusalCode.EPOCH_STALE).problem("c-1")),
                new Frame.Refused(
                        null, "m-1", Refusal.of(RefusalCode.MESSAGE_MALFORMED).problem(null)));

        for (Frame frame : frames) {
            assertThat(Json.MAPPER.readValue(Json.MAPPER.writeValueAsString(frame), Frame.class))
                    .isEqualTo(frame);
        }
    }

    private static List<Stamp> stamp(List<Record> records) {
        return Stamp.batch(records, new Stamp.Batch(7, "AAAA", Samples.NOW), HUB);
    }

    private static List<Record> records(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Record(
                        new UUID(1, i),
                        "digest" + i,
                        Samples.VENEZIA,
                        "ticket.open",
                        Samples.TICKET,
                        i,
                        1,
                        Samples.PARMA,
                        Status.TRIAGE,
                        null,
                        null,
                        Samples.NOW))
                .toList();
    }
}
