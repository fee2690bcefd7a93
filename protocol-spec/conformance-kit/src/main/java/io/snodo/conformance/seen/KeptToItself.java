package io.snodo.conformance.seen;

import io.snodo.conformance.seen.Event.What;
import java.util.Optional;
import java.util.Set;

/** What is for the hub alone is forwarded to nobody. */
final class KeptToItself implements Standing.Rule {
    private static final Set<String> FOR_THE_HUB = Set.of("queue.state", "member.hello", "receipt");

    @Override
    public String title() {
        return "queue.state, member.hello and receipt are forwarded to nobody";
    }

    @Override
    public Set<String> shows() {
        return Set.of("ST-025");
    }

    @Override
    public Optional<String> flaw(Event event) {
        return event.what() == What.DELIVERED && FOR_THE_HUB.contains(event.type())
                ? Optional.of(event.type() + " was delivered to " + event.to())
                : Optional.empty();
    }
}
