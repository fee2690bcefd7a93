package io.snodo.messages.refusal;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A refusal as {@code application/problem+json} (RFC 9457) with Staffetta's own fields beside the standard ones.
 *
 * @param sentences what happened, for a person, by language
 * @param advice what the sender can do
 * @param retryAfter in seconds
 * @param present what the ticket says now, where its sender took it to say something else
 * @param missing the agreement that would be needed, and how to get it
 * @param correlation for the hub operator to find it by
 */
public record Problem(
        String type,
        String title,
        int status,
        @Nullable String detail,
        RefusalCode code,
        @JsonProperty("class") RefusalClass kind,
        boolean retryable,
        @Nullable Long retryAfter,
        Map<String, String> sentences,
        String advice,
        @Nullable Present present,
        @Nullable Lack missing,
        @Nullable String correlation) {

    public static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(Refusal refusal, @Nullable String correlation) {
        Catalogue.Entry entry = Catalogue.of(refusal.code());
        return new Problem(
                "urn:staffetta:refusal:" + refusal.code().wire(),
                entry.en(),
                entry.http(),
                refusal.detail(),
                refusal.code(),
                entry.kind(),
                entry.retryable(),
                refusal.retryAfter() == null ? null : refusal.retryAfter().toSeconds(),
                Map.of("it", said("it", entry.it(), refusal), "en", said("en", entry.en(), refusal)),
                entry.advice(),
                refusal.present(),
                refusal.missing(),
                correlation);
    }

    private static String said(String language, String sentence, Refusal refusal) {
        Lack missing = refusal.missing();
        return missing == null ? sentence : sentence + " " + missing.sentence(language);
    }
}
