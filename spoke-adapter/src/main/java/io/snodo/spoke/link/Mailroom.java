package io.snodo.spoke.link;

import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.body.Body;
import io.snodo.messages.body.Receipt;
import io.snodo.messages.receipt.Frame;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.messages.seal.Sealed;
import io.snodo.messages.seal.VerifyKey;
import io.snodo.spoke.store.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;

/**
 * What every binding shares: it takes from here what is to be sent, and hands in what came. A batch of frames is one
 * transaction, so a binding acknowledges to its broker after {@link #receive} has returned and not before.
 */
public class Mailroom {
    private static final Logger LOG = LoggerFactory.getLogger(Mailroom.class);

    private final Store store;
    private final Speaker speaker;
    private final Link link;
    private final Bell bell;
    private final Bell applyingBell = new Bell();
    private final ApplicationEventPublisher events;
    private final FrameReader reader;
    private final Inbox inbox;
    private final Sending sending;
    private final Receipts receipts;
    private final Answers answers;
    private final Alarms alarms;
    private final Asides asides;
    private final Greeting greeting;
    private final Applying applying;

    /**
     * @param hub its pinned public keys
     * @param bell the one that outbox and asides ring
     * @param addressees at most one for each subject; the link itself takes what concerns the network
     */
    public Mailroom(
            Store store,
            Speaker speaker,
            List<VerifyKey> hub,
            RegistryCopy registry,
            Link link,
            Asides asides,
            Patience patience,
            Bell bell,
            List<Addressee> addressees,
            ApplicationEventPublisher events) {
        this.store = store;
        this.speaker = speaker;
        this.link = link;
        this.bell = bell;
        this.events = events;
        this.asides = asides;
        HubSeal hubSeal = new HubSeal(hub, registry::homeKeys);
        SenderSeal senders = new SenderSeal(registry, hubSeal);
        this.reader = new FrameReader(speaker.member(), hubSeal, senders);
        this.inbox = new Inbox(store.jdbc());
        this.sending = new Sending(store.jdbc(), patience);
        this.receipts = new Receipts(store.jdbc());
        this.alarms = new Alarms(store.jdbc(), patience);
        List<Addressee> all = new ArrayList<>(addressees);
        this.greeting = new Greeting(asides, registry, speaker.clock());
        all.add(new RegistryAddressee(registry, inbox, speaker, greeting));
        Addressees bySubject = new Addressees(all);
        this.answers = new Answers(store.jdbc(), patience, bySubject);
        this.applying = new Applying(store, inbox, senders, bySubject, greeting, patience, speaker.clock());
    }

    /** Whose line it is. */
    public MemberCode member() {
        return speaker.member();
    }

    /** Rings when there may be something to send. */
    public Bell bell() {
        return bell;
    }

    /** The line is up: presents us, and sends again what was not answered on the old one. */
    public void connected() {
        link.up();
        store.transaction()
                .executeWithoutResult(_ -> sending.again(speaker.clock().millis()));
        greeting.say();
        LOG.info("connected to the hub tenant={}", speaker.member());
    }

    public void disconnected(String why) {
        link.down(why);
    }

    /** What is to be sent now, oldest first; the same until it is {@link #handedOver}. */
    public List<OutgoingMessage> due(int limit) {
        return sending.due(speaker.clock().millis(), limit);
    }

    /** The broker has these for certain. */
    public void handedOver(Collection<UUID> messages) {
        store.transaction()
                .executeWithoutResult(
                        _ -> sending.handedOver(messages, speaker.clock().millis()));
        events.publishEvent(new LinkChanged());
    }

    /** What is to be said in passing, sealed. */
    public List<OutgoingMessage> asides() {
        return asides.take().stream().map(this::seal).toList();
    }

    /** What we owe the hub about messages received; the same until it is {@link #told}. */
    public List<OwedReceipt> owedReceipts() {
        return receipts.owed();
    }

    /** Many receipts as one sealed message. */
    public OutgoingMessage receipt(List<OwedReceipt> owed) {
        return seal(new Receipt(owed.stream().flatMap(o -> o.entries().stream()).toList()));
    }

    /** The broker has these for certain. */
    public void told(List<OwedReceipt> owed) {
        store.transaction().executeWithoutResult(_ -> receipts.told(owed));
    }

    private OutgoingMessage seal(Body body) {
        Message message = Message.of(speaker.clock(), speaker.member(), List.of(), body);
        return new OutgoingMessage(
                message.id(), Sealed.seal(message, speaker.key()).jws());
    }

    /** Verifies a batch of frames and takes note of it, durably, before returning. */
    public void receive(List<byte[]> frames) {
        List<Arrival> arrivals =
                frames.parallelStream().map(reader::read).flatMap(List::stream).toList();
        try {
            store.transaction().executeWithoutResult(_ -> arrivals.forEach(this::take));
        } catch (RuntimeException e) {
            LOG.warn("{} arrivals could not be taken together, trying one by one: {}", arrivals.size(), e.toString());
            arrivals.forEach(this::takeAlone);
        }
        applyingBell.ring();
        bell.ring();
        events.publishEvent(new LinkChanged());
    }

    /** An addressee that throws at a word on one of our messages must not stop the line: the word will come again. */
    private void takeAlone(Arrival arrival) {
        try {
            store.transaction().executeWithoutResult(_ -> take(arrival));
        } catch (RuntimeException e) {
            LOG.error("arrival dropped refusal={}", RefusalCode.INTERNAL_ERROR.wire(), e);
            Refusal why = Refusal.of(RefusalCode.INTERNAL_ERROR, e.getClass().getSimpleName());
            store.transaction().executeWithoutResult(_ -> take(new Arrival.Unverified(why, null, null)));
        }
    }

    private void take(Arrival arrival) {
        long now = speaker.clock().millis();
        switch (arrival) {
            case Arrival.Letter letter -> inbox.store(letter, now);
            case Arrival.Recorded(var record) -> answers.recorded(record, now);
            case Arrival.Progress(var steps) -> steps.forEach(step -> answers.step(step, now));
            case Arrival.Refused(var frame) -> refused(frame, now);
            case Arrival.Unverified unverified -> inbox.note(unverified, now);
        }
    }

    private void refused(Frame.Refused frame, long now) {
        UUID message = frame.message();
        if (message == null || !answers.refused(message, frame.problem(), now)) {
            LOG.warn(
                    "refused aside message={} correlation={} refusal={}",
                    message,
                    frame.correlation(),
                    frame.problem().code().wire());
            link.refusedAside(frame.problem().code());
        }
    }

    /** Applies what has arrived until {@code Thread.interrupt}, and complains about what does not. */
    public void work() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                if (applyRound() > 0) {
                    bell.ring();
                    events.publishEvent(new LinkChanged());
                } else {
                    raiseAlarms();
                    greeting.sayWhereDue();
                    applyingBell.await(Duration.ofMillis(500));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                if (Thread.currentThread().isInterrupted()) {
                    return; // closed while at work: what was not committed is done by the next process
                }
                // the disk may be full: whatever it is, it must not end the only thread that applies messages
                LOG.error("the inbox could not be worked on, trying again", e);
                pause();
            }
        }
    }

    /** One batch of the above; how many messages that were. */
    int applyRound() {
        return applying.round();
    }

    void raiseAlarms() {
        Integer raised =
                store.transaction().execute(_ -> alarms.raise(speaker.clock().millis()));
        if (raised != null && raised > 0) {
            events.publishEvent(new LinkChanged());
        }
    }

    private void pause() {
        try {
            new Bell().await(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
