package io.snodo.ops.bench;

import io.snodo.messages.Message;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.NoteAdd;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.Sealed;
import java.io.IOException;
import java.time.Clock;
import java.util.List;

/** Notes by Venezia for the parties of its tickets, each sealed as it is asked for. */
record Notes(Tickets tickets, SealKey key) {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final String TEXT =
            "Sopralluogo eseguito: la segnaletica è da rifare, si attende il materiale. ".repeat(4);

    static Notes by(Ground ground, Tickets tickets) throws IOException {
        return new Notes(tickets, ground.key(Ground.SENDER));
    }

    /** The next of sender number {@code i}, on that sender's own ticket. */
    Load.Parcel next(int sender) {
        NoteAdd note = new NoteAdd(TEXT, Audience.PARTIES, null);
        Message message = Message.of(CLOCK, Ground.SENDER.code(), List.of(), tickets.of(sender), Tickets.EPOCH, note);
        return new Load.Parcel(message.id(), Sealed.seal(message, key).jws());
    }
}
