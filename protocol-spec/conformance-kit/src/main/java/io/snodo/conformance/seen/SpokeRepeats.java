package io.snodo.conformance.seen;

import io.snodo.messages.Json;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Once refused for good, a message is not said again; and L3 is not told before L2, nor L4 before L3. */
final class SpokeRepeats implements Standing.Rule {
    private final Set<UUID> refused = new HashSet<>();
    private final Set<String> told = new HashSet<>();

    @Override
    public String title() {
        return "what was refused for good is not said again, and no level is told before the one below it";
    }

    @Override
    public Set<String> shows() {
        return Set.of("ST-018", "ST-080", "ST-340");
    }

    @Override
    public Optional<String> flaw(Event event) {
        UUID id = event.message();
        if (id == null) {
            return Optional.empty();
        }
        return switch (event.what()) {
            case REFUSED -> {
                if (!event.content().path("retryable").booleanValue(false)) {
                    refused.add(id);
                }
                yield Optional.empty();
            }
            case SAID ->
                event.from().equals("spoke") && refused.contains(id)
                        ? Optional.of(id + " was refused for good and is said again: "
                                + Json.MAPPER.writeValueAsString(event.type()))
                        : Optional.empty();
            case RECEIPT -> receipt(id, event.content().path("level").stringValue(""));
            case RECORDED, REJECTED, DELIVERED, TOLD, CALLED, LINK -> Optional.empty();
        };
    }

    private Optional<String> receipt(UUID id, String level) {
        told.add(id + level);
        String below = switch (level) {
            case "L3", "refused" -> "L2";
            case "L4" -> "L3";
            default -> level;
        };
        return told.contains(id + below) ? Optional.empty() : Optional.of(level + " of " + id + " before " + below);
    }
}
