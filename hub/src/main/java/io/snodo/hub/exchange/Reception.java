package io.snodo.hub.exchange;

import io.snodo.hub.exchange.ledger.History;
import io.snodo.hub.members.Members;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Body;
import io.snodo.messages.body.Receipt;
import io.snodo.messages.body.TicketBody;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.messages.schema.Reading;
import io.snodo.messages.seal.KeyRing;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.Sealed;
import io.snodo.messages.seal.Validity;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** The checks that come before the ticket is looked at, in the published order; run by many threads. */
@Component
class Reception {
    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);
    static final String OWN_WORD = "hub";
    private static final Refusal LATER = Refusal.later(RefusalCode.HUB_BUSY, Duration.ofSeconds(2));

    private final Members members;
    private final History history;
    private final SealKey seal;

    Reception(Members members, History history, SealKey hubSeal) {
        this.members = members;
        this.history = history;
        this.seal = hubSeal;
    }

    Checked check(Incoming incoming) {
        // what it had sent before its connection ended; of who is behind another hub, that hub says who comes in
        if (members.isSuspended(incoming.caller())
                && members.via(incoming.caller()).isEmpty()) {
            return unfit(RefusalCode.MEMBER_SUSPENDED);
        }
        if (incoming.jws().length() > most(incoming.caller())) {
            return unfit(RefusalCode.MESSAGE_TOO_LARGE);
        }
        Optional<Sealed> sealed = Sealed.read(incoming.jws());
        if (sealed.isEmpty()) {
            return unfit(RefusalCode.MESSAGE_MALFORMED);
        }
        Optional<KeyRing.Held> owner = members.ownerOf(sealed.get().keyId());
        if (owner.isEmpty()) {
            return unfit(RefusalCode.KEY_UNKNOWN);
        }
        Optional<byte[]> payload = sealed.get().verify(owner.get().key());
        if (payload.isEmpty()) {
            return unfit(RefusalCode.SEAL_INVALID);
        }
        if (!owner.get().member().equals(incoming.caller())) {
            return unfit(RefusalCode.SENDER_MISMATCH);
        }
        return switch (Reading.ofWhole(payload.get(), sealed.get(), incoming.caller())) {
            case Reading.Understood(Message message, Body body) ->
                said(message, body, sealed.get(), owner.get(), incoming);
            case Reading.Ignorable(Message message) -> said(message, null, sealed.get(), owner.get(), incoming);
            case Reading.Refused(var id, Refusal refusal) -> new Checked.Unfit(id, refusal);
        };
    }

    Checked carried(Carriage carriage) {
        return new CarriageCheck(members).check(carriage);
    }

    private long most(MemberCode caller) {
        DataSize own = members.limits(caller).messageSize();
        return own == null ? Json.MAX_MESSAGE_BYTES : Math.min(own.toBytes(), Json.MAX_MESSAGE_BYTES);
    }

    private Checked said(Message message, @Nullable Body body, Sealed sealed, KeyRing.Held key, Incoming incoming) {
        if (!message.to().stream().allMatch(to -> members.together(message.from(), to))) {
            return new Checked.Unfit(message.id(), Refusal.of(RefusalCode.TRIAL_APART));
        }
        if (members.via(message.from()).isPresent() && !(body instanceof TicketBody || body instanceof Receipt)) {
            return new Checked.Unfit(message.id(), Refusal.of(RefusalCode.NOT_BETWEEN_HUBS));
        }
        return message.original() != null && !incoming.sealedByHub()
                ? new Checked.Unfit(message.id(), Refusal.of(RefusalCode.SCHEMA_INVALID, "/original value"))
                : fit(message, body, sealed, key, incoming.binding());
    }

    /** The hub's own word is sealed like everybody's. About a ticket it is said in the sight of its originator. */
    Checked own(Message message) {
        MemberCode asker;
        try {
            asker = asker(message.ticket());
        } catch (DataAccessException e) {
            LOG.warn("originator not found, to be said again message={} cause={}", message.id(), Fault.of(e));
            return new Checked.Unfit(message.id(), LATER);
        }
        Sealed sealed = Sealed.seal(message, seal);
        return new Checked.Fit(
                message,
                message.content(),
                sealed.signed(),
                List.of(),
                sealed.digest(),
                Validity.ALWAYS,
                asker,
                OWN_WORD);
    }

    /** Not by the number's prefix: its member may have left, and the tickets are to be expired and closed all the same. */
    private MemberCode asker(@Nullable TicketNumber ticket) {
        return ticket == null ? MemberCode.HUB : history.originator(ticket).orElse(MemberCode.HUB);
    }

    private static Checked fit(Message message, @Nullable Body body, Sealed sealed, KeyRing.Held key, String binding) {
        return new Checked.Fit(
                message,
                body,
                sealed.signed(),
                Veiled.of(sealed, message),
                sealed.digest(),
                key.validity(),
                key.member(),
                binding);
    }

    private static Checked unfit(RefusalCode code) {
        return new Checked.Unfit(null, Refusal.of(code));
    }
}
