package io.snodo.messages.body;

import java.util.UUID;

/** The author takes an answer out of use. */
public record FaqWithdraw(UUID faq, String reason) implements Body {}
