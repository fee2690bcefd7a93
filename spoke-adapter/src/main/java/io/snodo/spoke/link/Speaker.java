package io.snodo.spoke.link;

import io.snodo.messages.MemberCode;
import io.snodo.messages.seal.SealKey;
import java.time.Clock;

/** In whose name this spoke speaks, and the key it seals with. */
public record Speaker(MemberCode member, SealKey key, Clock clock) {}
