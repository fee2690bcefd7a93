package io.snodo.hub.exchange;

import io.snodo.messages.Message;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** The heart: takes sealed messages from the doors, decides on them in group commits, and answers each. */
@Component
public class Exchange {
    /**
     * Verifies, decides and commits; the future completes after the commit, always and within a bounded time. A full
     * intake is answered at once with {@code hub_busy}.
     */
    public CompletableFuture<Decision> submit(Incoming incoming) {
        throw new UnsupportedOperationException();
    }

    /** The hub's own word (an expiry, an answer to an overflow, a citizen's click): sealed with its key, decided alike. */
    public CompletableFuture<Decision> say(Message message) {
        throw new UnsupportedOperationException();
    }
}
