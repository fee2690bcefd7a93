package io.snodo.spoke.link;

import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.MessageIds;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Body;
import io.snodo.messages.body.TicketBody;
import io.snodo.messages.hidden.Hiding;
import io.snodo.messages.hidden.Sight;
import io.snodo.messages.seal.Sealed;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What this member says to the network: sealed and stored here before anything is sent, and kept until answered. */
public class Outbox {
    private final JdbcClient jdbc;
    private final Speaker speaker;
    private final Patience patience;
    private final Bell bell;

    public Outbox(JdbcClient jdbc, Speaker speaker, Patience patience, Bell bell) {
        this.jdbc = jdbc;
        this.speaker = speaker;
        this.patience = patience;
        this.bell = bell;
    }

    /** Seals and stores a message about a ticket; joins the caller's transaction. Returns the message's id. */
    public UUID say(TicketNumber ticket, int epoch, List<MemberCode> to, TicketBody body) {
        return say(Message.of(speaker.clock(), speaker.member(), to, ticket, epoch, body), Map.of());
    }

    /**
     * The same for a body that has to know its message's id, because something in it is bound to that, and of which some
     * fields are hidden from all but those who may see them.
     */
    public UUID say(
            TicketNumber ticket,
            int epoch,
            List<MemberCode> to,
            Function<UUID, ? extends TicketBody> body,
            Map<String, Sight> hidden) {
        UUID id = MessageIds.next(speaker.clock());
        return say(Message.of(id, speaker.clock(), speaker.member(), to, ticket, epoch, body.apply(id)), hidden);
    }

    /** Seals and stores a message about no ticket; joins the caller's transaction. */
    public UUID say(List<MemberCode> to, Body body) {
        return say(Message.of(speaker.clock(), speaker.member(), to, body), Map.of());
    }

    /** The same for a body that has to know its message's id. */
    public UUID say(List<MemberCode> to, Function<UUID, ? extends Body> body) {
        UUID id = MessageIds.next(speaker.clock());
        return say(Message.of(id, speaker.clock(), speaker.member(), to, body.apply(id)), Map.of());
    }

    private UUID say(Message message, Map<String, Sight> hidden) {
        Sealed sealed = Hiding.seal(message, hidden, speaker.key());
        String text = sealed.jws();
        if (text.length() > Json.MAX_MESSAGE_BYTES) {
            throw new MessageTooLarge(message.type(), text.length());
        }
        long now = speaker.clock().millis();
        jdbc.sql("""
                        insert into outbox (message, lane, ticket, type, recipients, jws, digest, state, next_try, said_at, next_alarm)
                        values (?, ?, ?, ?, ?, ?, ?, 'waiting', ?, ?, ?)""")
                .params(message.id().toString(), Lane.of(message.ticket(), message.type()))
                .param(message.ticket() == null ? null : message.ticket().value())
                .params(
                        message.type(),
                        message.to().stream().map(MemberCode::value).collect(Collectors.joining(" ")),
                        text,
                        sealed.digest(),
                        now,
                        now,
                        now + patience.firstAlarm().toMillis())
                .update();
        bell.ringAfterCommit();
        return message.id();
    }
}
