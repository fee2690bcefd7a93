package io.snodo.hub.delivery;

import io.snodo.hub.exchange.Outgoing;
import io.snodo.messages.MemberCode;
import io.snodo.messages.receipt.Frame;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * What waits for a member that asks for it: everything that it has not confirmed, oldest first. Its L2 takes a delivery
 * out, as everywhere; until then it is there each time it is asked for.
 */
@Component
public class Mailbox {
    /** No page is larger. */
    public static final int MOST = 100;

    /** In characters of sealed messages: what a member's reader can be expected to take at once. */
    private static final int LONGEST_PAGE = 1_000_000;

    private final Waiting waiting;
    private final Clock clock;

    Mailbox(Waiting waiting, Clock clock) {
        this.waiting = waiting;
        this.clock = clock;
    }

    /** @param cursor where the next page begins; the same as before, if there is nothing after it */
    public record Page(List<Frame.Delivery> items, long cursor) {}

    /** What comes after {@code cursor}, at most {@code limit}; 0 begins with the oldest. */
    public Page after(MemberCode member, long cursor, int limit) {
        List<Outgoing> found = Portion.of(waiting.after(member, cursor, Math.clamp(limit, 1, MOST)), LONGEST_PAGE);
        if (found.isEmpty()) {
            return new Page(List.of(), cursor);
        }
        waiting.given(member, found, clock.instant());
        return new Page(
                found.stream()
                        .map(each -> new Frame.Delivery(each.jws(), each.stamp()))
                        .toList(),
                found.getLast().id());
    }
}
