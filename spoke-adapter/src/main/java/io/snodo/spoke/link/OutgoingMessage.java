package io.snodo.spoke.link;

import java.util.UUID;

/** A sealed message for a binding to carry. */
public record OutgoingMessage(UUID id, String jws) {}
