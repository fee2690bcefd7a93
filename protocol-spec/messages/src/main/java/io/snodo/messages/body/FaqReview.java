package io.snodo.messages.body;

import io.snodo.messages.MemberCode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A validator of another member than the author's approves a version, or returns it with a reason. */
public record FaqReview(
        UUID faq,
        int version,
        MemberCode author,
        Verdict verdict,
        @Nullable String reason) implements Body {}
