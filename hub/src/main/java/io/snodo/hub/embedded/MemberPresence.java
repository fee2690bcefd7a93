package io.snodo.hub.embedded;

import io.snodo.messages.MemberCode;
import java.time.Instant;

/** A spoke's connection to the embedded broker came or went; published as an event in the application. */
public record MemberPresence(MemberCode member, boolean connected, Instant at) {}
