package io.snodo.hub.embedded;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows the sentence instead of a stack trace when the hub cannot start for want of one of its parts. */
final class SentenceForOperators extends AbstractFailureAnalyzer<EmbeddedPartFailed> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, EmbeddedPartFailed cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
    }
}
