package io.snodo.hub.exchange.rules;

import io.snodo.messages.MemberCode;
import io.snodo.messages.body.AttachmentOffer;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.NoteAdd;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.messages.status.StatusMoves;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is added to a ticket without changing it, and who may read it. */
final class Notes {
    private Notes() {}

    static Ruling add(Ticket ticket, Act act, NoteAdd note) {
        return add(ticket, act, note.audience(), note.named());
    }

    /** A file is read by whom a note with the same audience is read by (ST-660). */
    static Ruling attach(Ticket ticket, Act act, AttachmentOffer offer, Network network) {
        if (ticket.parties().stream().anyMatch(network::isElsewhere)) {
            return Ruling.no(RefusalCode.NOT_BETWEEN_HUBS);
        }
        Optional<Refusal> unfit = network.whyNotAttach(act.by(), ticket.parties(), offer, act.now());
        return unfit.isPresent() ? new Ruling.Refused(unfit.get()) : add(ticket, act, offer.audience(), offer.named());
    }

    private static Ruling add(Ticket ticket, Act act, @Nullable Audience wished, @Nullable List<MemberCode> named) {
        Optional<Refusal> ended = StatusMoves.whyEnded(ticket.status());
        if (ended.isPresent()) {
            return new Ruling.Refused(ended.get());
        }
        Audience audience = Objects.requireNonNullElse(wished, Audience.OWNER);
        // What is meant for the owner must not reach another owner than its writer believed in. Notes for all parties
        // conflict with nothing, whoever holds the ticket.
        boolean meantForThisOwner =
                act.epoch() == 0 || act.epoch() == ticket.custody().epoch();
        if ((audience == Audience.OWNER || audience == Audience.NAMED) && !meantForThisOwner) {
            return Ruling.no(RefusalCode.EPOCH_STALE);
        }
        return new Ruling.Happens(
                ticket.oneEventLater(act.now()), audience, readers(ticket, act, audience, named), null);
    }

    private static Set<MemberCode> readers(
            Ticket ticket, Act act, Audience audience, @Nullable List<MemberCode> named) {
        Set<MemberCode> readers = new LinkedHashSet<>();
        switch (audience) {
            case CITIZEN, PARTIES -> readers.addAll(ticket.parties());
            case NAMED -> {
                readers.addAll(Objects.requireNonNullElse(named, List.of()));
                readers.retainAll(ticket.parties());
                readers.add(ticket.custody().owner());
            }
            case OWNER -> readers.add(ticket.custody().owner());
        }
        readers.add(act.by());
        return readers;
    }
}
