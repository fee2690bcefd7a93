package io.snodo.spoke.link.amqp;

import io.snodo.messages.Message;
import io.snodo.messages.MessageType.Subject;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.NoteAdd;
import io.snodo.messages.receipt.Record;
import io.snodo.messages.refusal.Problem;
import io.snodo.spoke.link.Addressee;
import io.snodo.spoke.link.Answer;
import io.snodo.spoke.link.Notary;
import io.snodo.spoke.link.Rig;
import io.snodo.spoke.store.Store;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A spoke in a process of its own, to be killed: says numbered notes until it has said all, applies what is delivered by
 * writing it down in the link's transaction, and ends only by force.
 */
public final class MortalSpoke implements Addressee {
    static final int TICKETS = 4;

    private final Store store;

    private MortalSpoke(Store store) {
        this.store = store;
    }

    /** {@code args}: data folder, broker's address, how many notes to say in all. */
    public static void main(String[] args) {
        Store store = Store.open(Path.of(args[0]));
        store.jdbc()
                .sql(
                        "create table if not exists written (position integer primary key, text text not null, sequence integer not null)")
                .update();
        store.jdbc()
                .sql("create table if not exists confirmed (message text not null)")
                .update();
        Notary notary = new Notary();
        Rig rig = new Rig(store, notary, notary.speaker(Notary.PARMA), Rig.HASTY, List.of(new MortalSpoke(store)));
        AmqpLine line = new AmqpLine(rig.mailroom, AmqpSettings.of(URI.create(args[1]), null));
        line.start();
        int all = Integer.parseInt(args[2]);
        for (int next = said(store); next < all; next++) {
            rig.outbox.say(
                    TicketNumber.mint("G337", next % TICKETS),
                    1,
                    List.of(),
                    new NoteAdd("%06d".formatted(next), null, null));
            LockSupport.parkNanos(2_000_000);
        }
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.park();
        }
    }

    private static int said(Store store) {
        return store.jdbc()
                .sql("select count(*) from outbox")
                .query(Integer.class)
                .single();
    }

    @Override
    public Subject subject() {
        return Subject.TICKET;
    }

    @Override
    public Answer deliver(Message message, Record record) {
        store.jdbc()
                .sql("insert into written (text, sequence) values (?, ?)")
                .params(message.requireTicket() + " " + ((NoteAdd) message.content()).text(), record.sequence())
                .update();
        return new Answer.Taken();
    }

    @Override
    public void recorded(Message own, Record record) {
        store.jdbc()
                .sql("insert into confirmed (message) values (?)")
                .param(own.id().toString())
                .update();
    }

    @Override
    public void refused(Message own, Problem problem) {
        throw new IllegalStateException("this hub refuses nothing");
    }
}
