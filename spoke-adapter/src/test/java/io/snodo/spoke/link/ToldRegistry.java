package io.snodo.spoke.link;

import io.snodo.messages.body.Registry;

/** Puts a registry in as if the hub had told it; within the caller's transaction. */
public final class ToldRegistry {
    private ToldRegistry() {}

    public static void tell(RegistryCopy copy, Registry registry) {
        copy.replace(registry, 0);
    }
}
