package io.snodo.hub.exchange;

import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Receipt;
import io.snodo.messages.refusal.RefusalCode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** That a recipient has said something new about a message; its sender wants to know. */
public record News(
        MemberCode sender,
        UUID message,
        MemberCode by,
        Receipt.Level level,
        @Nullable RefusalCode refusal) {}
