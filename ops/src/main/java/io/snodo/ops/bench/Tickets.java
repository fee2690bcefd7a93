package io.snodo.ops.bench;

import io.snodo.messages.Addresses;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Body;
import io.snodo.messages.body.HandoverAccept;
import io.snodo.messages.body.HandoverOffer;
import io.snodo.messages.body.TicketOpen;
import io.snodo.messages.receipt.Frame;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.Sealed;
import io.snodo.ops.demo.DemoMember;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A ticket for each sender, opened by Venezia and handed over to a recipient, so that its notes have somewhere to go. */
final class Tickets {
    static final int EPOCH = 2;
    private static final Clock CLOCK = Clock.systemUTC();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<TicketNumber> numbers = new ArrayList<>();

    private Tickets() {}

    static Tickets open(Ground ground, DemoMember recipient, int count) throws JMSException, IOException {
        Tickets tickets = new Tickets();
        try (Member venezia = new Member(ground, Ground.SENDER);
                Member other = new Member(ground, recipient)) {
            for (int i = 0; i < count; i++) {
                TicketNumber number = TicketNumber.mint("L736", (recipient.ordinal() + 1) * 100_000 + i);
                venezia.say(
                        List.of(),
                        number,
                        0,
                        new TicketOpen("Prova di velocità", null, "strade", null, "web", null, null));
                UUID offer = venezia.say(
                        List.of(recipient.code()),
                        number,
                        1,
                        new HandoverOffer("Per misura.", CLOCK.instant().plus(Duration.ofHours(1)), null));
                other.say(List.of(), number, 1, new HandoverAccept(offer));
                tickets.numbers.add(number);
            }
        }
        return tickets;
    }

    TicketNumber of(int sender) {
        return numbers.get(sender);
    }

    /** One who says a thing and waits until the hub has recorded it. */
    private static final class Member implements AutoCloseable {
        private final MemberCode code;
        private final SealKey key;
        private final Connection connection;
        private final Session session;
        private final MessageProducer toHub;
        private final MessageConsumer own;

        Member(Ground ground, DemoMember member) throws JMSException, IOException {
            code = member.code();
            key = ground.key(member);
            connection = ground.connect(member);
            session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
            toHub = session.createProducer(session.createQueue(Addresses.TO_HUB));
            own = session.createConsumer(session.createQueue(Addresses.of(code)));
        }

        UUID say(List<MemberCode> to, TicketNumber ticket, int epoch, Body body) throws JMSException {
            Message message = Message.of(CLOCK, code, to, ticket, epoch, body);
            BytesMessage outgoing = session.createBytesMessage();
            outgoing.writeBytes(Sealed.seal(message, key).jws().getBytes(StandardCharsets.US_ASCII));
            toHub.send(outgoing);
            awaitRecorded(message.id());
            return message.id();
        }

        private void awaitRecorded(UUID id) throws JMSException {
            while (true) {
                jakarta.jms.Message received = own.receive(PATIENCE.toMillis());
                if (received == null) {
                    throw new IllegalStateException(
                            "the hub has not recorded a message of " + code + " in " + PATIENCE);
                }
                switch (Json.MAPPER.readValue(received.getBody(byte[].class), Frame.class)) {
                    case Frame.Receipts receipts -> {
                        if (receipts.stamps().stream()
                                .anyMatch(stamp -> stamp.leaf().contains(id.toString()))) {
                            return;
                        }
                    }
                    case Frame.Refused refused ->
                        throw new IllegalStateException(
                                "refused: " + refused.problem().code().wire());
                    case Frame.Delivery _, Frame.Progress _ -> {}
                }
            }
        }

        @Override
        public void close() throws JMSException {
            connection.close();
        }
    }
}
