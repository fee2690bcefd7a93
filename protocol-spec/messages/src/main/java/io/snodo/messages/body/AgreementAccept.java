package io.snodo.messages.body;

/** The sender enters an agreement on the terms whose digest it names; it counts with those who accept them too. */
public record AgreementAccept(String agreement, String template, int version, String digest) implements Body {}
