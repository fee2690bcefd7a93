package io.snodo.ops.bench;

import io.snodo.messages.Message;
import io.snodo.messages.MessageType.Subject;
import io.snodo.messages.receipt.Record;
import io.snodo.messages.refusal.Problem;
import io.snodo.ops.demo.DemoMember;
import io.snodo.spoke.link.Addressee;
import io.snodo.spoke.link.Answer;
import io.snodo.spoke.link.Asides;
import io.snodo.spoke.link.Bell;
import io.snodo.spoke.link.Line;
import io.snodo.spoke.link.Link;
import io.snodo.spoke.link.Mailroom;
import io.snodo.spoke.link.Patience;
import io.snodo.spoke.link.RegistryCopy;
import io.snodo.spoke.link.Speaker;
import io.snodo.spoke.store.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/**
 * Where messages end: in a member's store, by the spoke's own link. A note counts as arrived when the transaction that
 * stores it has returned.
 */
final class Recipient implements AutoCloseable {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final byte[] BEFORE_ID = "\\\"message\\\":\\\"".getBytes(StandardCharsets.US_ASCII);

    private final Store store;
    private final Line line;

    /** How a mailroom is connected. */
    interface Binding {
        Line connect(Mailroom mailroom) throws IOException;
    }

    Recipient(Ground ground, DemoMember member, Binding binding, Arrivals arrivals) throws IOException {
        this.store = Store.open(ground.folder().spoke(member));
        Speaker speaker = new Speaker(member.code(), ground.key(member), CLOCK);
        RegistryCopy registry = new RegistryCopy(store.jdbc());
        Link link = new Link(store, registry, CLOCK, _ -> {});
        Bell bell = new Bell();
        Mailroom mailroom =
                new Mailroom(
                        store,
                        speaker,
                        List.of(ground.hubKey()),
                        registry,
                        link,
                        new Asides(link, bell),
                        Patience.DEFAULT,
                        bell,
                        List.of(new TakesEverything()),
                        _ -> {}) {
                    @Override
                    public void receive(List<byte[]> frames) {
                        super.receive(frames);
                        frames.forEach(frame -> arrived(frame, arrivals));
                    }
                };
        line = binding.connect(mailroom);
        line.start();
    }

    /** The id stands in the stamp's leaf, which travels as text within JSON; parsing it all again would be measured too. */
    private static void arrived(byte[] frame, Arrivals arrivals) {
        int at = indexOf(frame, BEFORE_ID);
        if (at >= 0) {
            arrivals.arrived(UUID.fromString(new String(frame, at + BEFORE_ID.length, 36, StandardCharsets.US_ASCII)));
        }
    }

    private static int indexOf(byte[] text, byte[] word) {
        outer:
        for (int i = 0; i <= text.length - word.length - 36; i++) {
            for (int j = 0; j < word.length; j++) {
                if (text[i + j] != word[j]) {
                    continue outer;
                }
            }
            return i;
        }
        return -1;
    }

    @Override
    public void close() throws InterruptedException {
        line.close();
        store.close();
    }

    /** A local system that is always done at once. */
    private static final class TakesEverything implements Addressee {
        @Override
        public Subject subject() {
            return Subject.TICKET;
        }

        @Override
        public Answer deliver(Message message, Record record) {
            return new Answer.Taken();
        }

        @Override
        public void recorded(Message own, Record record) {}

        @Override
        public void refused(Message own, Problem problem) {}
    }
}
