package io.snodo.conformance.seen;

import io.snodo.conformance.seen.Event.What;
import io.snodo.messages.TicketNumber;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Ids are UUIDv7, one a message; numbers carry the spoke's prefix and are used once; the section is as it must be. */
final class SpokeWrites implements Standing.Rule {
    private final String prefix;
    private final Map<UUID, String> said = new HashMap<>();
    private final Map<String, UUID> opened = new HashMap<>();

    SpokeWrites(String prefix) {
        this.prefix = prefix;
    }

    @Override
    public String title() {
        return "ids are UUIDv7 and new for every message, numbers are the spoke's own, and they come as the binding wants them";
    }

    @Override
    public Set<String> shows() {
        return Set.of("ST-002", "ST-004", "ST-005", "ST-103");
    }

    @Override
    public Optional<String> flaw(Event event) {
        UUID id = event.message();
        if (event.what() != What.SAID || !event.from().equals("spoke") || id == null) {
            return Optional.empty();
        }
        String odd = event.content().path("odd").stringValue("");
        if (!odd.isEmpty()) {
            return Optional.of("a message " + odd);
        }
        if (id.version() != 7) {
            return Optional.of(id + " is no UUIDv7");
        }
        String jws = event.content().path("jws").stringValue("");
        String before = said.putIfAbsent(id, jws);
        if (before != null && !before.equals(jws)) {
            return Optional.of(id + " was used for two messages");
        }
        return event.type().equals("ticket.open") ? number(event, id) : Optional.empty();
    }

    private Optional<String> number(Event event, UUID id) {
        String number = event.content().path("envelope").path("ticket").stringValue("");
        try {
            if (!new TicketNumber(number).prefix().equals(prefix)) {
                return Optional.of(number + " does not carry the prefix " + prefix);
            }
        } catch (IllegalArgumentException e) {
            return Optional.of(number + " is no ticket number");
        }
        UUID other = opened.putIfAbsent(number, id);
        return other == null || other.equals(id) ? Optional.empty() : Optional.of(number + " was used twice");
    }
}
