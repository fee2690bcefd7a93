package io.snodo.conformance.report;

import io.snodo.conformance.seen.Event;
import java.util.List;

/** Who sent what and what was answered, as Mermaid draws it. */
final class SequenceDiagram {
    private static final int MOST = 60;

    private SequenceDiagram() {}

    static String of(List<Event> events) {
        StringBuilder text = new StringBuilder("sequenceDiagram\n");
        events.stream()
                .flatMap(event -> java.util.stream.Stream.of(event.from(), event.to()))
                .distinct()
                .sorted()
                .forEach(who -> text.append("    participant ").append(who).append('\n'));
        events.stream().limit(MOST).forEach(event -> text.append(arrow(event)));
        if (events.size() > MOST) {
            text.append("    Note over hub: and %d more%n".formatted(events.size() - MOST));
        }
        return text.toString();
    }

    private static String arrow(Event event) {
        String line = switch (event.what()) {
            case SAID -> event.type().isEmpty() ? "something unreadable" : event.type();
            case RECORDED ->
                "L1 %s, number %s, owner %s, %s"
                        .formatted(
                                event.type(),
                                event.record().path("sequence").asString(""),
                                event.record().path("owner").asString("none"),
                                event.record().path("status").asString("no status"));
            case REFUSED -> "refused " + event.content().path("code").asString("");
            case REJECTED -> "rejected by the broker";
            case DELIVERED -> "delivery of " + event.type();
            case TOLD ->
                "progress " + event.content().path("level").asString("") + " by "
                        + event.content().path("by").asString("");
            case RECEIPT -> "receipt " + event.content().path("level").asString("");
            case CALLED -> event.content().path("call").asString("");
            case LINK -> "connection";
        };
        String arrow = event.what() == Event.What.REFUSED || event.what() == Event.What.REJECTED ? "--x" : "->>";
        return "    %s%s%s: %s%n".formatted(event.from(), arrow, event.to(), line.replaceAll("[;#:\n]", " "));
    }
}
