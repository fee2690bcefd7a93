package io.snodo.messages.body;

import java.util.List;

/** A spoke presents itself after connecting; the hub answers with the registry unless {@code registryVersion} is current. */
public record MemberHello(String software, List<String> versions, long registryVersion) implements Body {}
