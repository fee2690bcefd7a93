package io.snodo.messages.body;

import java.util.List;

/** A spoke presents itself after connecting; the hub answers with what is otherwise in the registry than in {@code registryVersion}. */
public record MemberHello(String software, List<String> versions, long registryVersion) implements Body {}
