package io.snodo.spoke.desk.pages;

import io.snodo.messages.MemberCode;
import io.snodo.messages.body.AttachmentOffer;
import io.snodo.spoke.desk.TicketEvent;
import io.snodo.spoke.desk.Timeline;
import io.snodo.spoke.files.Carried;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The files on a ticket as its page lists them. */
final class Files {
    private static final long KILO = 1000;

    private Files() {}

    /**
     * One file.
     *
     * @param carried how far it has come, where it is ours
     */
    record Row(
            UUID message,
            MemberCode by,
            AttachmentOffer file,
            boolean refused,
            @Nullable Carried carried) {
        /** Its size in the largest unit that leaves a figure before the point: {@code 1,2} and {@code MB}. */
        public String amount() {
            long size = file.size();
            long unit = size < KILO
                    ? 1
                    : size < KILO * KILO ? KILO : size < KILO * KILO * KILO ? KILO * KILO : KILO * KILO * KILO;
            long tenths = Math.round(size * 10.0 / unit);
            return unit == 1 || tenths >= 100
                    ? String.valueOf(Math.round(tenths / 10.0))
                    : tenths / 10 + "," + tenths % 10;
        }

        public String unit() {
            long size = file.size();
            return size < KILO ? "B" : size < KILO * KILO ? "kB" : size < KILO * KILO * KILO ? "MB" : "GB";
        }
    }

    static List<Row> of(Timeline timeline, MemberCode me, List<Carried> ours) {
        Map<UUID, Carried> byOffer = ours.stream().collect(Collectors.toMap(Carried::offer, Function.identity()));
        return timeline.events().stream()
                .filter(event -> event.content() instanceof AttachmentOffer)
                .map(event -> new Row(
                        event.message(),
                        event.by(),
                        (AttachmentOffer) event.content(),
                        event.standing() == TicketEvent.Standing.REFUSED,
                        event.by().equals(me) ? byOffer.get(event.message()) : null))
                .toList();
    }
}
