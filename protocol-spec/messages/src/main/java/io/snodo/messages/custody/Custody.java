package io.snodo.messages.custody;

import io.snodo.messages.MemberCode;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

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

    /** Everyone who has owned the ticket before its present owner, oldest first. */
    List<MemberCode> visited();

    /** A ticket starts with its originator, in epoch 1. */
    static Custody opened(MemberCode originator) {
        return new Held(originator, 1, List.of());
    }

    /** What {@code move} leads to, or why it may not happen. */
    Ruling after(Move move);

    /** The outcome of a move. */
    sealed interface Ruling {
        /** It happens. */
        record Granted(Custody custody) implements Ruling {}

        /** It does not, and nothing changes. */
        record Denied(Refusal refusal) implements Ruling {}
    }

    /** Owned, and not on offer. */
    record Held(MemberCode owner, int epoch, List<MemberCode> visited) implements Custody {
        @Override
        public Ruling after(Move move) {
            return switch (move) {
                case Move.Offer offer -> offered(offer);
                case Move.Accept _, Move.Reject _, Move.Withdraw _, Move.Expire _ -> deny(RefusalCode.OFFER_UNKNOWN);
            };
        }

        private Ruling offered(Move.Offer offer) {
            if (!offer.by().equals(owner)) {
                return deny(RefusalCode.OWNER_ONLY);
            }
            if (offer.epoch() != epoch) {
                return deny(RefusalCode.EPOCH_STALE);
            }
            if (offer.to().equals(owner)) {
                return deny(RefusalCode.OFFER_TO_SELF);
            }
            if (visited.size() >= HOP_LIMIT) {
                return deny(RefusalCode.HOP_LIMIT);
            }
            if (!offer.deadline().isAfter(offer.at()) || offer.deadline().isAfter(offer.at().plus(LONGEST_OFFER))) {
                return deny(RefusalCode.DEADLINE_INVALID);
            }
            return new Ruling.Granted(new Offered(owner, epoch, visited, offer.offer(), offer.to(), offer.deadline()));
        }
    }

    /** Owned as before, and on offer to {@code to} until {@code deadline}. */
    record Offered(MemberCode owner, int epoch, List<MemberCode> visited, UUID offer, MemberCode to, Instant deadline)
            implements Custody {
        @Override
        public Ruling after(Move move) {
            return switch (move) {
                case Move.Offer _ -> deny(RefusalCode.OFFER_OPEN);
                case Move.Accept accept -> answered(accept.offer(), accept.by(), to, accept.epoch(), passed());
                case Move.Reject reject -> answered(reject.offer(), reject.by(), to, reject.epoch(), returned());
                case Move.Withdraw withdraw ->
                    answered(withdraw.offer(), withdraw.by(), owner, withdraw.epoch(), returned());
                case Move.Expire expire ->
                    expire.at().isBefore(deadline)
                            ? deny(RefusalCode.DEADLINE_INVALID)
                            : answered(expire.offer(), MemberCode.HUB, MemberCode.HUB, epoch, returned());
            };
        }

        private Ruling answered(UUID named, MemberCode by, MemberCode whoMay, int underEpoch, Custody next) {
            if (!named.equals(offer)) {
                return deny(RefusalCode.OFFER_UNKNOWN);
            }
            if (!by.equals(whoMay)) {
                return deny(whoMay.equals(owner) ? RefusalCode.OWNER_ONLY : RefusalCode.OFFER_NOT_YOURS);
            }
            return underEpoch == epoch ? new Ruling.Granted(next) : deny(RefusalCode.EPOCH_STALE);
        }

        private Custody passed() {
            List<MemberCode> path = new ArrayList<>(visited);
            path.add(owner);
            return new Held(to, epoch + 1, List.copyOf(path));
        }

        private Custody returned() {
            return new Held(owner, epoch, visited);
        }
    }

    private static Ruling deny(RefusalCode code) {
        return new Ruling.Denied(Refusal.of(code));
    }
}
