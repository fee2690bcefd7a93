package io.snodo.messages.body;

import org.jspecify.annotations.Nullable;

/** The sender leaves an agreement, whatever versions of it it had accepted; what is under way is finished. */
public record AgreementWithdraw(
        String agreement,
        String template,
        int version,
        @Nullable String reason) implements Body {}
