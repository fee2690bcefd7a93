package io.snodo.ops.evidence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who held the ticket from when to when, followed through the messages and compared with what was recorded (ST-328). */
final class Custody {
    private final List<Holding> holdings = new ArrayList<>();
    private String owner = "";
    private long epoch;
    private @Nullable Recorded offer;

    /** {@code until} is absent where the file does not show an end. */
    record Holding(
            String owner,
            long epoch,
            long message,
            Instant from,
            @Nullable Instant until) {}

    static List<Holding> of(List<Recorded> messages) {
        Custody custody = new Custody();
        messages.forEach(custody::next);
        return custody.holdings;
    }

    private void next(Recorded message) {
        if (holdings.isEmpty()) {
            demand(message.sequence() == 1 && message.type().equals("ticket.open"), "does_not_begin", message);
            held(message, 1);
        } else {
            switch (message.type()) {
                case "ticket.open" -> demand(false, "opened_twice", message);
                case "handover.offer" -> {
                    demand(
                            message.from().equals(owner)
                                    && message.under() == epoch
                                    && message.to().size() == 1
                                    && offer == null,
                            "offer_not_the_owners",
                            message);
                    offer = message;
                }
                case "handover.accept" -> {
                    demand(
                            answers(message) && message.from().equals(offered()) && message.under() == epoch,
                            "accepted_without_offer",
                            message);
                    held(message, epoch + 1);
                }
                case "handover.reject" -> ended(message, offered());
                case "handover.withdraw" -> ended(message, owner);
                case "handover.expire" -> ended(message, KeyRing.HUB);
                default -> {}
            }
        }
        demand(message.owner().equals(owner) && message.epoch() == epoch, "record_says_another_owner", message);
    }

    private void held(Recorded message, long next) {
        if (!holdings.isEmpty()) {
            Holding last = holdings.removeLast();
            holdings.add(new Holding(last.owner(), last.epoch(), last.message(), last.from(), message.at()));
        }
        owner = message.from();
        epoch = next;
        offer = null;
        holdings.add(new Holding(owner, epoch, message.sequence(), message.at(), null));
    }

    private void ended(Recorded message, String by) {
        demand(answers(message) && message.from().equals(by), "accepted_without_offer", message);
        offer = null;
    }

    private boolean answers(Recorded message) {
        return offer != null && offer.id().equals(message.offer());
    }

    private String offered() {
        return offer == null || offer.to().isEmpty() ? "" : offer.to().getFirst();
    }

    private static void demand(boolean met, String otherwise, Recorded message) {
        if (!met) {
            throw new Flaw("ST-328", otherwise, message.sequence());
        }
    }
}
