package io.snodo.spoke.link;

import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.Sha256;
import io.snodo.messages.receipt.Frame;
import io.snodo.messages.receipt.Record;
import io.snodo.messages.receipt.Stamp;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Turns what came over the line into arrivals, verifying both seals on the way. Safe for use by many threads. */
final class FrameReader {
    private final MemberCode me;
    private final HubSeal hub;
    private final SenderSeal senders;

    FrameReader(MemberCode me, HubSeal hub, SenderSeal senders) {
        this.me = me;
        this.hub = hub;
        this.senders = senders;
    }

    List<Arrival> read(byte[] body) {
        try {
            return switch (Json.MAPPER.readValue(body, Frame.class)) {
                case Frame.Delivery delivery -> List.of(delivery(delivery));
                case Frame.Receipts receipts ->
                    orEmpty(receipts.stamps()).map(this::recorded).toList();
                case Frame.Progress progress ->
                    List.of(new Arrival.Progress(orEmpty(progress.steps()).toList()));
                case Frame.Refused refused -> List.of(refused(refused));
            };
        } catch (JacksonException e) {
            return List.of(new Arrival.Unverified(Refusal.of(RefusalCode.JSON_MALFORMED, "frame"), null, null));
        }
    }

    @SuppressWarnings("ConstantValue") // what JSON leaves out comes as null
    private Arrival delivery(Frame.Delivery delivery) {
        Record record = record(delivery.stamp()).orElse(null);
        if (record == null) {
            return unverified(RefusalCode.SEAL_INVALID, "the hub's stamp", null, null);
        }
        String jws = delivery.message();
        if (jws == null || !record.digest().equals(digest(jws))) {
            return unverified(
                    RefusalCode.SEAL_INVALID, "not the message that was recorded", record.from(), record.message());
        }
        String stamp = Json.MAPPER.writeValueAsString(delivery.stamp());
        return switch (senders.open(jws, record)) {
            case SenderSeal.Opened.Good _, SenderSeal.Opened.Droppable _, SenderSeal.Opened.KeyInDoubt _ ->
                new Arrival.Letter(jws, stamp, record, null);
            case SenderSeal.Opened.Bad(Refusal refusal) -> new Arrival.Letter(jws, stamp, record, refusal);
        };
    }

    private Arrival recorded(Stamp stamp) {
        return record(stamp)
                .<Arrival>map(record -> record.from().equals(me)
                        ? new Arrival.Recorded(record)
                        : unverified(
                                RefusalCode.SENDER_MISMATCH, "a receipt for another", record.from(), record.message()))
                .orElseGet(() -> unverified(RefusalCode.SEAL_INVALID, "the hub's stamp", null, null));
    }

    @SuppressWarnings("ConstantValue")
    private static Arrival refused(Frame.Refused refused) {
        return refused.problem() == null || refused.problem().code() == null
                ? unverified(RefusalCode.JSON_MALFORMED, "refusal without a code", null, refused.message())
                : new Arrival.Refused(refused);
    }

    @SuppressWarnings("ConstantValue")
    private Optional<Record> record(@Nullable Stamp stamp) {
        return stamp == null || stamp.leaf() == null || stamp.root() == null ? Optional.empty() : hub.verify(stamp);
    }

    private static Arrival unverified(
            RefusalCode code, String detail, @Nullable MemberCode sender, @Nullable UUID message) {
        return new Arrival.Unverified(Refusal.of(code, detail), sender == null ? null : sender.value(), message);
    }

    /** Of the JWS, whatever was disclosed behind it. */
    private static String digest(String text) {
        int end = text.indexOf('~');
        String jws = end < 0 ? text : text.substring(0, end);
        return Sha256.base64Url(jws.getBytes(StandardCharsets.US_ASCII));
    }

    private static <T> Stream<T> orEmpty(@Nullable List<T> list) {
        return list == null ? Stream.empty() : list.stream();
    }
}
