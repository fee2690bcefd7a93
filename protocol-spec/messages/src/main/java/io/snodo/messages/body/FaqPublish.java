package io.snodo.messages.body;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An author proposes a question and its answer, or a new version of it; members find it once a validator of another member has approved it. */
public record FaqPublish(
        UUID faq,
        int version,
        String language,
        String question,
        String answer,
        String category,
        @Nullable List<String> keywords)
        implements Body {}
