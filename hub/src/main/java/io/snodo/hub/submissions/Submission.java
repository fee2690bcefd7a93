package io.snodo.hub.submissions;

import io.snodo.hub.delivery.Outcome;
import java.util.Optional;
import java.util.UUID;

/**
 * A message that its sender has left with the hub.
 *
 * @param id the correlation id
 * @param outcome empty while it is under way
 */
public record Submission(UUID id, Optional<Outcome> outcome) {}
