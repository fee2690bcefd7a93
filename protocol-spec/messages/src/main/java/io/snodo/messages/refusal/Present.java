package io.snodo.messages.refusal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a ticket says at present, for one who may see it and wanted to correct what it said before. */
public record Present(
        long sequence,
        int epoch,
        String subject,
        String category,
        @Nullable String territory,
        @Nullable Instant due) {}
