package io.snodo.conformance.seen;

import io.snodo.conformance.seen.Event.What;
import java.util.Optional;
import java.util.Set;

/** A frame is one data section, JSON in UTF-8, under its own media type. The wire notes what else it finds. */
final class FramesWellFormed implements Standing.Rule {
    @Override
    public String title() {
        return "frames are one data section, JSON in UTF-8, under their media type, and deliveries are durable";
    }

    @Override
    public Set<String> shows() {
        return Set.of("ST-108");
    }

    @Override
    public Optional<String> flaw(Event event) {
        String odd = event.content().path("odd").stringValue("");
        return event.what() == What.SAID || odd.isEmpty() ? Optional.empty() : Optional.of("a frame " + odd);
    }
}
