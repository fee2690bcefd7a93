package io.snodo.conformance.seen;

import io.snodo.conformance.seen.Event.What;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** A ticket's sequence counts from 1 without gaps, and each member hears of a ticket in that order. */
final class SequencesGrow implements Standing.Rule {
    private final Map<String, TreeMap<Long, String>> tickets = new HashMap<>();
    /** Tickets of earlier runs may still have something to say; what came before it was not seen. */
    private final Set<String> opened = new HashSet<>();

    private final Map<String, Long> heard = new HashMap<>();
    private final Map<String, Long> heardFirst = new HashMap<>();

    @Override
    public String title() {
        return "a ticket's sequence counts from 1 without gaps, and deliveries come in its order";
    }

    @Override
    public Set<String> shows() {
        return Set.of("ST-073", "ST-083", "ST-107", "ST-324");
    }

    @Override
    public Optional<String> flaw(Event event) {
        if (event.what() == What.SAID && event.type().equals("ticket.open")) {
            opened.add(event.ticket());
        }
        JsonNode record = event.record();
        if (record.isMissingNode()) {
            return Optional.empty();
        }
        String ticket = record.path("ticket").stringValue("");
        long sequence = record.path("sequence").longValue(-1);
        if (ticket.isEmpty()) {
            return sequence == 0 ? Optional.empty() : Optional.of("about no ticket, and yet number " + sequence);
        }
        String message = record.path("message").stringValue("");
        String other = tickets.computeIfAbsent(ticket, _ -> new TreeMap<>()).putIfAbsent(sequence, message);
        if (other != null && !other.equals(message)) {
            return Optional.of("two messages of " + ticket + " are number " + sequence);
        }
        return event.what() == What.DELIVERED ? inOrder(event.to(), ticket, sequence) : Optional.empty();
    }

    /** What comes again begins anew, and what a newcomer is sent begins at the beginning. */
    private Optional<String> inOrder(String member, String ticket, long sequence) {
        String lane = member + " " + ticket;
        Long before = heard.put(lane, sequence);
        Long first = heardFirst.putIfAbsent(lane + " " + sequence, sequence);
        return first == null && before != null && sequence < before
                ? Optional.of(member + " heard number " + sequence + " of " + ticket + " after number " + before)
                : Optional.empty();
    }

    @Override
    public List<String> atTheEnd() {
        List<String> gaps = new ArrayList<>();
        tickets.forEach((ticket, numbers) -> {
            if (opened.contains(ticket) && (numbers.firstKey() != 1 || numbers.lastKey() != numbers.size())) {
                gaps.add("the numbers of " + ticket + " have gaps: " + numbers.keySet());
            }
        });
        return gaps;
    }
}
