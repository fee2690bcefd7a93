package io.snodo.hub.members;

/**
 * The members have not been told of this version of the registry. Published again until they are; who tells them asks
 * {@link Registrar#tell} to, so that one of several nodes does.
 */
public record RegistryUntold(long version) {}
