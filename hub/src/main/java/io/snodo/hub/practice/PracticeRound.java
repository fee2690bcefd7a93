package io.snodo.hub.practice;

import io.snodo.hub.delivery.Mailbox;
import io.snodo.hub.exchange.MemberGreeted;
import io.snodo.hub.members.Members;
import io.snodo.hub.members.PracticePartner;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.HandoverOffer;
import io.snodo.messages.body.Receipt;
import io.snodo.messages.body.TicketOpen;
import io.snodo.messages.receipt.Frame;
import io.snodo.messages.receipt.Record;
import io.snodo.messages.seal.Sealed;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Reads what has come for the practice partners and answers it, and hands a ticket to who has just begun its trial. What it
 * could not do it does at the next round: nothing is taken out of a mailbox before it is answered.
 */
@Component
class PracticeRound {
    private static final Logger LOG = LoggerFactory.getLogger(PracticeRound.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final int AT_ONCE = 50;

    private final Members members;
    private final Mailbox mailbox;
    private final Answers answers;
    private final Part part;
    private final Clock clock;
    /** No more than there are members. */
    private final Set<MemberCode> newcomers = ConcurrentHashMap.newKeySet();

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("practice").factory());

    PracticeRound(Members members, Mailbox mailbox, Answers answers, Part part, Clock clock) {
        this.members = members;
        this.mailbox = mailbox;
        this.answers = answers;
        this.part = part;
        this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    @SuppressWarnings("FutureReturnValueIgnored") // it ends with its thread
    void begin() {
        thread.scheduleWithFixedDelay(this::tryToGo, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    @EventListener(ContextClosedEvent.class)
    void end() {
        thread.shutdownNow();
    }

    @EventListener
    void greeted(MemberGreeted greeting) {
        if (members.isInTrial(greeting.member())) {
            newcomers.add(greeting.member());
        }
    }

    private void tryToGo() {
        try {
            for (PracticePartner partner : PracticePartner.values()) {
                if (members.find(partner.code()).isPresent()) {
                    answer(partner);
                }
            }
            newcomers.removeIf(this::welcome);
        } catch (RuntimeException e) { // the database is away, or a fault of ours: neither may end the thread
            LOG.warn("practice partners could not answer, trying again cause={}", e.toString());
        }
    }

    private void answer(PracticePartner partner) {
        List<Receipt.Entry> done = new ArrayList<>();
        for (Frame.Delivery delivery : mailbox.after(partner.code(), 0, AT_ONCE).items()) {
            Record record = Json.MAPPER.readValue(delivery.stamp().leaf(), Record.class);
            if (answers.to(partner, message(delivery)) == Part.Outcome.LATER) {
                break;
            }
            done.add(new Receipt.Entry(record.message(), record.digest(), Receipt.Level.L2, null));
            done.add(new Receipt.Entry(record.message(), record.digest(), Receipt.Level.L3, null));
        }
        if (!done.isEmpty()) {
            part.say(partner, new Receipt(done));
        }
    }

    /** The hub gave it to itself: its seal was verified when it came. */
    private static Message message(Frame.Delivery delivery) {
        byte[] payload = Sealed.read(delivery.message()).orElseThrow().alreadyVerified();
        return Json.MAPPER.readValue(payload, Message.class);
    }

    /** Something to accept. The number follows from the member, so that who greets again gets no second one. */
    private boolean welcome(MemberCode newcomer) {
        PracticePartner partner = PracticePartner.ACCEPTS;
        if (members.find(partner.code()).isEmpty() || !members.isInTrial(newcomer)) {
            return true;
        }
        TicketNumber number =
                TicketNumber.mint(partner.prefix(), 1_000_000 + Math.floorMod(newcomer.hashCode(), 9_000_000));
        TicketOpen ticket = new TicketOpen(
                "Prova: un lampione spento",
                "Un ticket per provare ad accettare, lavorare e chiudere. Non riguarda nessuno.",
                "illuminazione",
                null,
                "phone",
                null,
                null);
        return switch (part.act(partner, number, 0, ticket)) {
            case DONE ->
                part.act(
                                partner,
                                number,
                                1,
                                new HandoverOffer(
                                        "Prova: tocca a voi.", clock.instant().plus(Answers.TO_ANSWER), null),
                                newcomer)
                        != Part.Outcome.LATER;
            case REFUSED -> true;
            case LATER -> false;
        };
    }
}
