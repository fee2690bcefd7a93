package io.snodo.hub.exchange;

import io.snodo.hub.exchange.ledger.Opened;
import io.snodo.hub.exchange.ledger.Passage;
import io.snodo.hub.exchange.ledger.Passed;
import io.snodo.hub.members.Members;
import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.body.HandoverAccept;
import io.snodo.messages.body.HandoverOffer;
import io.snodo.messages.body.TicketBody;
import io.snodo.messages.body.TicketOpen;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What of a batch other hubs decide on, or have decided on. */
final class Elsewhere {
    private static final int MOST_UNDER_WAY = 1_000;
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Members members;
    private final Passed passed;
    private final Set<Integer> there;
    private final Map<Checked.Fit, Integer> places;
    private final Map<Opened.Key, Outcome> here = new HashMap<>();
    private final Map<MemberCode, Long> underWay;

    private Elsewhere(Members members, Passed passed, Set<Integer> there, Map<Checked.Fit, Integer> places) {
        this.members = members;
        this.passed = passed;
        this.there = there;
        this.places = places;
        this.underWay = new HashMap<>(passed.underWay());
    }

    static Elsewhere of(List<Checked.Fit> batch, Members members, Passage passage) {
        List<Passage.Brought> brought = new ArrayList<>();
        List<Opened.Key> maybePassed = new ArrayList<>();
        Map<Checked.Fit, Integer> places = new IdentityHashMap<>();
        for (Checked.Fit fit : batch) {
            Carried carried = fit.carried();
            if (carried != null) {
                places.put(fit, places.size());
                brought.add(new Passage.Brought(
                        places.size() - 1,
                        fit.message().from(),
                        fit.message().id(),
                        fit.digest(),
                        carried.recipient(),
                        fit.veiled().size()));
            } else if (homeOf(members, fit).isPresent()) {
                maybePassed.add(key(fit));
            }
        }
        return new Elsewhere(members, passage.passed(maybePassed), passage.carried(brought), places);
    }

    /** What opens a ticket under another's number is refused here, and never passed on. */
    private static Optional<MemberCode> homeOf(Members members, Checked.Fit fit) {
        Message message = fit.message();
        return fit.body() instanceof TicketBody body
                        && !(body instanceof TicketOpen)
                        && !message.from().equals(MemberCode.HUB)
                        && members.via(message.from()).isEmpty()
                ? members.home(message.requireTicket())
                : Optional.empty();
    }

    private static Opened.Key key(Checked.Fit fit) {
        return new Opened.Key(fit.message().from(), fit.message().id());
    }

    /** The hub that decides on it, where that is another. */
    @Nullable
    MemberCode home(Checked.Fit fit) {
        return homeOf(members, fit).orElse(null);
    }

    /** Whether that has been brought before, with no less to see. */
    boolean isThere(Checked.Fit fit) {
        Integer place = places.get(fit);
        return place != null && there.contains(place);
    }

    /** Of one that was passed on before: what has come of it, or that nothing has yet. */
    @Nullable
    Outcome answer(Checked.Fit fit) {
        Opened.Key key = key(fit);
        Passed.Answer answer = passed.answers().get(key);
        if (answer == null) {
            return here.get(key);
        }
        if (!answer.digest().equals(fit.digest())) {
            return Outcome.refused(key.id(), Refusal.of(RefusalCode.MESSAGE_ID_REUSED));
        }
        if (answer.stamp() != null) {
            return new Outcome.Now(new Decision.Accepted(key.id(), answer.stamp()));
        }
        if (answer.refusal() != null) {
            return Outcome.refused(key.id(), answer.refusal());
        }
        return answer.waits()
                ? Outcome.refused(key.id(), Refusal.later(RefusalCode.HUB_AWAY, SOON))
                : new Outcome.Now(new Decision.Passed(
                        key.id(), members.home(fit.message().requireTicket()).orElse(MemberCode.HUB)));
    }

    /** Why it is not passed on; null if it may be. */
    @Nullable
    Refusal whyNot(Checked.Fit fit) {
        Message message = fit.message();
        if (message.original() != null) {
            return Refusal.of(RefusalCode.NOT_BETWEEN_HUBS, "/original");
        }
        if (fit.body() instanceof HandoverAccept && members.isLeaving(message.from())) {
            return Refusal.of(
                    RefusalCode.MEMBER_LEAVING); // the home is told that nothing is to be handed to it, and no more
        }
        if (fit.body() instanceof HandoverOffer && !message.to().stream().allMatch(to -> mayHandOver(message, to))) {
            return Refusal.of(RefusalCode.AGREEMENT_MISSING);
        }
        return underWay.merge(message.from(), 1L, Long::sum) > MOST_UNDER_WAY
                ? Refusal.later(RefusalCode.HUB_AWAY, SOON)
                : null;
    }

    /** Between two of ours; who is elsewhere, the home knows. */
    private boolean mayHandOver(Message message, MemberCode to) {
        return members.find(to).isEmpty()
                || members.via(to).isPresent()
                || members.mayHandOver(message.from(), to, null, message.sealedAt());
    }

    void remember(Checked.Fit fit, Outcome outcome) {
        here.put(key(fit), outcome);
    }
}
