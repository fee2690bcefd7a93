package io.snodo.ops.bench;

import io.snodo.messages.Addresses;
import io.snodo.messages.Message;
import io.snodo.messages.MessageType.Subject;
import io.snodo.messages.receipt.Record;
import io.snodo.messages.refusal.Problem;
import io.snodo.ops.authority.MutualTls;
import io.snodo.spoke.link.Addressee;
import io.snodo.spoke.link.Answer;
import io.snodo.spoke.link.Asides;
import io.snodo.spoke.link.Bell;
import io.snodo.spoke.link.Link;
import io.snodo.spoke.link.Mailroom;
import io.snodo.spoke.link.Patience;
import io.snodo.spoke.link.RegistryCopy;
import io.snodo.spoke.link.Speaker;
import io.snodo.spoke.link.amqp.AmqpLine;
import io.snodo.spoke.link.amqp.AmqpSettings;
import io.snodo.spoke.store.Store;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/**
 * Path (b): notes on tickets that Venezia has opened and Parma holds, through the hub as it is, into Parma's store by
 * the spoke's own link. A note counts as arrived when the transaction that stores it has returned.
 */
final class OurPath implements AutoCloseable {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final byte[] BEFORE_ID = "\\\"message\\\":\\\"".getBytes(StandardCharsets.US_ASCII);

    private final Store store;
    private final AmqpLine line;
    private final Connection answers;

    OurPath(Ground ground, Arrivals arrivals) throws IOException, GeneralSecurityException, JMSException {
        this.answers = drain(ground);
        this.store = Store.open(ground.folder().spoke(Ground.RECIPIENT));
        Speaker speaker = new Speaker(Ground.RECIPIENT.code(), ground.key(Ground.RECIPIENT), CLOCK);
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
        line = new AmqpLine(
                mailroom,
                AmqpSettings.of(ground.amqps(), MutualTls.of(ground.folder().keys(Ground.RECIPIENT))));
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

    /** What the hub answers the sender goes to the sender's address, and must not pile up there. */
    private static Connection drain(Ground ground) throws JMSException {
        Connection connection = ground.connect(Ground.SENDER);
        Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        session.createConsumer(session.createQueue(Addresses.of(Ground.SENDER.code())))
                .setMessageListener(_ -> {});
        return connection;
    }

    @Override
    public void close() throws JMSException, InterruptedException {
        line.close();
        store.close();
        answers.close();
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
