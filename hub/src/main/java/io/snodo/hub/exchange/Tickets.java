package io.snodo.hub.exchange;

import io.snodo.messages.TicketNumber;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tickets for reading; every answer is limited to what the open tenant may see. */
@Component
public class Tickets {
    /** With its timeline. Empty if there is none, or none for this tenant: the two are not told apart. */
    public Optional<TicketView> find(TicketNumber number) {
        throw new UnsupportedOperationException();
    }

    /** Newest first, without timelines; {@code before} is the number the last page ended with. */
    public List<TicketView> page(int limit, @org.jspecify.annotations.Nullable TicketNumber before) {
        throw new UnsupportedOperationException();
    }

    /** The citizen's view, for one who knows the number and the digest of its code; notes for citizens only. */
    public Optional<TicketView> track(TicketNumber number, String trackingDigest) {
        throw new UnsupportedOperationException();
    }
}
