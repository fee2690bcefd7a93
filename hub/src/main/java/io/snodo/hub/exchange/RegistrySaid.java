package io.snodo.hub.exchange;

import io.snodo.messages.MemberCode;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Messages of the hub's on the registry have been recorded, for {@code to} to be brought; published on the way out. */
public record RegistrySaid(List<UUID> messages, Set<MemberCode> to) {}
