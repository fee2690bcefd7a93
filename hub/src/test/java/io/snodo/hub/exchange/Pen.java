package io.snodo.hub.exchange;

import io.snodo.hub.TestHub;
import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Body;
import io.snodo.messages.body.TicketBody;
import io.snodo.messages.body.TicketOpen;
import io.snodo.messages.body.TrackingCode;
import io.snodo.messages.hidden.Hiding;
import io.snodo.messages.hidden.Sight;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.Sealed;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Writes and seals messages as a member does, in tests. */
public record Pen(MemberCode member, String prefix, SealKey seal) {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final Instant DUE = Instant.parse("2027-01-31T11:00:00Z");

    public static Pen of(TestHub hub, MemberCode member) {
        String prefix = member.value().substring(2).toUpperCase(Locale.ROOT);
        return new Pen(member, prefix, hub.seal(member));
    }

    /** Sealed, with its id beside it. */
    public record Written(UUID id, String jws) {}

    public Written write(Message message) {
        return new Written(message.id(), Sealed.seal(message, seal).jws());
    }

    public Written open(TicketNumber number, TrackingCode code) {
        TicketOpen body = new TicketOpen(
                "Buca in strada", "Davanti al civico 3", "strade", "027042", "phone", DUE, code.digest(number));
        return act(number, 0, body);
    }

    public Written act(TicketNumber number, int epoch, TicketBody body, MemberCode... to) {
        return write(Message.of(CLOCK, member, List.of(to), number, epoch, body));
    }

    /** The same with fields that only some may see. */
    public Written hiding(TicketNumber number, int epoch, TicketBody body, Map<String, Sight> fields) {
        Message message = Message.of(CLOCK, member, List.of(), number, epoch, body);
        return new Written(message.id(), Hiding.seal(message, fields, seal).jws());
    }

    public Written say(Body body, MemberCode... to) {
        return write(Message.of(CLOCK, member, List.of(to), body));
    }

    public TicketNumber number(int serial) {
        return TicketNumber.mint(prefix, serial);
    }
}
