package io.snodo.hub.exchange;

import io.snodo.hub.exchange.ledger.Entry;
import io.snodo.hub.exchange.ledger.Opened;
import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.refusal.Catalogue;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers a message that has come before as it was answered then, in an earlier batch or in this one; the same id with
 * other content is misuse.
 */
final class Copies {
    private final Opened before;
    private final Instant now;
    private final Map<Opened.Key, Place> accepted = new HashMap<>();
    private final Map<Opened.Key, Entry.Against> refused = new LinkedHashMap<>();

    Copies(Opened before, Instant now) {
        this.before = before;
        this.now = now;
    }

    private record Place(String digest, int position) {}

    /** Null for a message that has not come before. */
    @Nullable
    Outcome answer(Checked.Fit fit) {
        Opened.Key key = key(fit);
        Opened.Earlier earlier = before.earlier().get(key);
        if (earlier != null) {
            Decision same = new Decision.Accepted(key.id(), earlier.stamp());
            return sameOrMisuse(earlier.digest(), fit, new Outcome.Now(same));
        }
        Place place = accepted.get(key);
        if (place != null) {
            return sameOrMisuse(place.digest(), fit, new Outcome.Stamped(place.position()));
        }
        Opened.Against against = before.refused().get(key);
        if (against != null) {
            return sameOrMisuse(against.digest(), fit, Outcome.refused(key.id(), against.refusal()));
        }
        Entry.Against here = refused.get(key);
        if (here != null) {
            Refusal refusal = new Refusal(here.code(), here.detail(), null);
            return sameOrMisuse(here.digest(), fit, Outcome.refused(key.id(), refusal));
        }
        return null;
    }

    private static Outcome sameOrMisuse(String digest, Checked.Fit fit, Outcome same) {
        return digest.equals(fit.digest())
                ? same
                : Outcome.refused(fit.message().id(), Refusal.of(RefusalCode.MESSAGE_ID_REUSED));
    }

    void remember(Checked.Fit fit, Outcome outcome) {
        switch (outcome) {
            case Outcome.Stamped(int position) -> accepted.put(key(fit), new Place(fit.digest(), position));
            case Outcome.Now(Decision.Refused(var _, Refusal refusal)) -> remember(fit, refusal);
            case Outcome.Now _ -> {}
        }
    }

    /** A copy that comes later must not be acted on, whatever has changed by then (ST-154). */
    private void remember(Checked.Fit fit, Refusal refusal) {
        Opened.Key key = key(fit);
        if (!Catalogue.of(refusal.code()).retryable() && !key.sender().equals(MemberCode.HUB)) {
            refused.put(
                    key,
                    new Entry.Against(key.sender(), key.id(), fit.digest(), refusal.code(), refusal.detail(), now));
        }
    }

    /** What this batch has decided against for good. */
    List<Entry.Against> refusals() {
        return List.copyOf(refused.values());
    }

    private static Opened.Key key(Checked.Fit fit) {
        Message message = fit.message();
        return new Opened.Key(message.from(), message.id());
    }
}
