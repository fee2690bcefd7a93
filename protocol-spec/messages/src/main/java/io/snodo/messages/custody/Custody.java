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
                case Move.Refer refer -> referred(refer);
                case Move.Accept _, Move.Reject _, Move.Withdraw _, Move.Expire _ -> deny(RefusalCode.OFFER_UNKNOWN);
                case Move.Assign _ -> deny(RefusalCode.REFERRAL_UNKNOWN);
            };
        }

        private Ruling referred(Move.Refer refer) {
            Optional<Refusal> fenced = fence(refer.by(), refer.epoch());
            if (fenced.isPresent()) {
                return new Ruling.Denied(fenced.get());
            }
            return visited.size() < HOP_LIMIT
                    ? deny(RefusalCode.REFERRAL_EARLY)
                    : new Ruling.Granted(new Referred(owner, epoch, visited, refer.offer(), refer.at()));
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
                case Move.Offer again -> offeredAgain(again.by(), again.epoch());
                case Move.Refer instead -> offeredAgain(instead.by(), instead.epoch());
                case Move.Accept accept -> answered(accept, accept.by(), to, accept.epoch(), passed(this, to));
                case Move.Reject reject -> answered(reject, reject.by(), to, reject.epoch(), returned());
                case Move.Withdraw withdraw -> answered(withdraw, withdraw.by(), owner, withdraw.epoch(), returned());
                case Move.Expire expire -> expired(expire);
                case Move.Assign _ -> deny(RefusalCode.REFERRAL_UNKNOWN);
            };
        }

        private Ruling offeredAgain(MemberCode by, int underEpoch) {
            return new Ruling.Denied(fence(by, underEpoch).orElse(Refusal.of(RefusalCode.OFFER_OPEN)));
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

        private Custody returned() {
            return new Held(owner, epoch, visited);
        }
    }

    /**
     * Owned as before, past the hop limit, and waiting for the hub's operator to place it; as long as the owner likes, who
     * may withdraw it.
     */
    record Referred(MemberCode owner, int epoch, List<MemberCode> visited, UUID referral, Instant since)
            implements Custody {
        public Referred {
            visited = List.copyOf(visited);
        }

        @Override
        public Ruling after(Move move) {
            return switch (move) {
                case Move.Offer again -> referredAgain(again.by(), again.epoch());
                case Move.Refer again -> referredAgain(again.by(), again.epoch());
                case Move.Accept _, Move.Reject _, Move.Expire _ -> deny(RefusalCode.OFFER_UNKNOWN);
                case Move.Withdraw withdraw -> withdrawn(withdraw);
                case Move.Assign assign -> assigned(assign);
            };
        }

        private Ruling referredAgain(MemberCode by, int underEpoch) {
            return new Ruling.Denied(fence(by, underEpoch).orElse(Refusal.of(RefusalCode.REFERRAL_OPEN)));
        }

        private Ruling withdrawn(Move.Withdraw withdraw) {
            Optional<Refusal> fenced = fence(withdraw.by(), withdraw.epoch());
            if (fenced.isPresent()) {
                return new Ruling.Denied(fenced.get());
            }
            return withdraw.offer().equals(referral)
                    ? new Ruling.Granted(new Held(owner, epoch, visited))
                    : deny(RefusalCode.OFFER_UNKNOWN);
        }

        /** Neither hop limit nor visited list hold here: somebody has looked, and this is the end of the search. */
        private Ruling assigned(Move.Assign assign) {
            if (!assign.offer().equals(referral)) {
                return deny(RefusalCode.REFERRAL_UNKNOWN);
            }
            return new Ruling.Granted(
                    assign.to().equals(owner) ? new Held(owner, epoch, visited) : passed(this, assign.to()));
        }
    }

    /** In other hands, in the next epoch. */
    private static Held passed(Custody before, MemberCode to) {
        return new Held(
                to,
                before.epoch() + 1,
                Stream.concat(before.visited().stream(), Stream.of(before.owner()))
                        .toList());
    }

    private static Ruling deny(RefusalCode code) {
        return new Ruling.Denied(Refusal.of(code));
    }
}
