package io.snodo.messages.custody;

import io.snodo.messages.MemberCode;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Who holds a ticket. There is exactly one owner in every state, and {@link #after} is the only way from one state to
 * the next: what it does not allow does not happen. Epochs grow by one at each acceptance, so that an act signed under
 * an older one can be told (fencing).
 */
public sealed interface Custody {
    /** A ticket passes through at most this many hand-overs before a person at the hub must decide. */
    int HOP_LIMIT = 3;

    Duration LONGEST_OFFER = Duration.ofDays(30);

    MemberCode owner();

    int epoch();

    /** Everyone who has owned the ticket before its present owner, oldest first; the first is the originator. */
    List<MemberCode> visited();

    /** A ticket starts with its originator, in epoch 1. */
    static Custody opened(MemberCode originator) {
        return new Held(originator, 1, List.of());
    }

    /** What {@code move} leads to, or why it may not happen. */
    Ruling after(Move move);

    /**
     * Why {@code by}, acting as owner under {@code underEpoch}, may not; empty if it may. The epoch comes first: who has
     * lost the ticket without knowing is told that, and not that it is a stranger.
     */
    default Optional<Refusal> fence(MemberCode by, int underEpoch) {
        if (underEpoch != epoch()) {
            return Optional.of(Refusal.of(RefusalCode.EPOCH_STALE));
        }
        return by.equals(owner()) ? Optional.empty() : Optional.of(Refusal.of(RefusalCode.OWNER_ONLY));
    }

    /** The outcome of a move. */
    sealed interface Ruling {
        /** It happens. */
        record Granted(Custody custody) implements Ruling {}

        /** It does not, and nothing changes. */
        record Denied(Refusal refusal) implements Ruling {}
    }

    /** Owned, and not on offer. */
    record Held(MemberCode owner, int epoch, List<MemberCode> visited) implements Custody {
        public Held {
            visited = List.copyOf(visited);
        }

        @Override
        public Ruling after(Move move) {
            return switch (move) {
                case Move.Offer offer -> offered(offer);
                case Move.Accept _, Move.Reject _, Move.Withdraw _, Move.Expire _ -> deny(RefusalCode.OFFER_UNKNOWN);
            };
        }

        private Ruling offered(Move.Offer offer) {
            Optional<Refusal> fenced = fence(offer.by(), offer.epoch());
            if (fenced.isPresent()) {
                return new Ruling.Denied(fenced.get());
            }
            if (offer.to().equals(owner)) {
                return deny(RefusalCode.OFFER_TO_SELF);
            }
            if (visited.size() >= HOP_LIMIT) {
                return deny(RefusalCode.HOP_LIMIT);
            }
            // the originator may always have it back, because the citizen came there
            if (visited.contains(offer.to()) && !visited.getFirst().equals(offer.to())) {
                return deny(RefusalCode.ALREADY_HELD);
            }
            if (!offer.deadline().isAfter(offer.at())
                    || offer.deadline().isAfter(offer.at().plus(LONGEST_OFFER))) {
                return deny(RefusalCode.DEADLINE_INVALID);
            }
            return new Ruling.Granted(new Offered(owner, epoch, visited, offer.offer(), offer.to(), offer.deadline()));
        }
    }

    /** Owned as before, and on offer to {@code to} until {@code deadline}. */
    record Offered(MemberCode owner, int epoch, List<MemberCode> visited, UUID offer, MemberCode to, Instant deadline)
            implements Custody {
        public Offered {
            visited = List.copyOf(visited);
        }

        @Override
        public Ruling after(Move move) {
            return switch (move) {
                case Move.Offer again -> offeredAgain(again);
                case Move.Accept accept -> answered(accept, accept.by(), to, accept.epoch(), passed());
                case Move.Reject reject -> answered(reject, reject.by(), to, reject.epoch(), returned());
                case Move.Withdraw withdraw -> answered(withdraw, withdraw.by(), owner, withdraw.epoch(), returned());
                case Move.Expire expire -> expired(expire);
            };
        }

        private Ruling offeredAgain(Move.Offer again) {
            return new Ruling.Denied(fence(again.by(), again.epoch()).orElse(Refusal.of(RefusalCode.OFFER_OPEN)));
        }

        private Ruling answered(Move move, MemberCode by, MemberCode whoMay, int underEpoch, Custody next) {
            if (underEpoch != epoch) {
                return deny(RefusalCode.EPOCH_STALE);
            }
            // an answer that comes after the deadline is late even if the hub has not yet got round to ending the offer
            if (!move.offer().equals(offer) || !move.at().isBefore(deadline)) {
                return deny(RefusalCode.OFFER_UNKNOWN);
            }
            if (!by.equals(whoMay)) {
                return deny(whoMay.equals(owner) ? RefusalCode.OWNER_ONLY : RefusalCode.OFFER_NOT_YOURS);
            }
            return new Ruling.Granted(next);
        }

        private Ruling expired(Move.Expire expire) {
            if (!expire.offer().equals(offer)) {
                return deny(RefusalCode.OFFER_UNKNOWN);
            }
            return expire.at().isBefore(deadline) ? deny(RefusalCode.DEADLINE_INVALID) : new Ruling.Granted(returned());
        }

        private Custody passed() {
            return new Held(
                    to,
                    epoch + 1,
                    Stream.concat(visited.stream(), Stream.of(owner)).toList());
        }

        private Custody returned() {
            return new Held(owner, epoch, visited);
        }
    }

    private static Ruling deny(RefusalCode code) {
        return new Ruling.Denied(Refusal.of(code));
    }
}
