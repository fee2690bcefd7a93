package io.snodo.conformance.seen;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** One owner in every epoch, from the opening on; epochs change by acceptances and placings alone, one at a time. */
final class OneOwner implements Standing.Rule {
    private record Held(String owner, int epoch, String type, String from) {}

    private final Map<String, TreeMap<Long, Held>> tickets = new HashMap<>();
    private final Map<String, String> owners = new HashMap<>();

    @Override
    public String title() {
        return "a ticket has one owner in every epoch, and changes hands only by an acceptance or a placing";
    }

    @Override
    public Set<String> shows() {
        return Set.of("ST-040", "ST-042", "ST-328");
    }

    @Override
    public Optional<String> flaw(Event event) {
        JsonNode record = event.record();
        String ticket = record.path("ticket").stringValue("");
        if (ticket.isEmpty()) {
            return Optional.empty();
        }
        Held held = new Held(
                record.path("owner").stringValue(""),
                record.path("epoch").intValue(0),
                record.path("type").stringValue(""),
                record.path("from").stringValue(""));
        if (held.owner().isEmpty() || held.epoch() < 1) {
            return Optional.of(ticket + " has no owner after " + held.type());
        }
        tickets.computeIfAbsent(ticket, _ -> new TreeMap<>())
                .put(record.path("sequence").longValue(0), held);
        String other = owners.putIfAbsent(ticket + " " + held.epoch(), held.owner());
        return other != null && !other.equals(held.owner())
                ? Optional.of(ticket + " has two owners in epoch " + held.epoch())
                : Optional.empty();
    }

    @Override
    public List<String> atTheEnd() {
        List<String> flaws = new ArrayList<>();
        tickets.forEach((ticket, events) -> {
            if (events.firstKey() != 1) {
                return; // of an earlier run
            }
            Held before = null;
            for (Held now : events.values()) {
                boolean passes =
                        now.type().equals("handover.accept") || now.type().equals("handover.assign");
                if (before == null
                        ? now.epoch() != 1
                                || !now.owner().equals(now.from())
                                || !now.type().equals("ticket.open")
                        : now.epoch() != before.epoch() && !(passes && now.epoch() == before.epoch() + 1)) {
                    flaws.add(ticket + " came into epoch " + now.epoch() + " by " + now.type());
                }
                before = now;
            }
        });
        return flaws;
    }
}
