package io.snodo.hub.members.folder;

import io.snodo.hub.members.TenantsUnusable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows the sentence instead of a stack trace when the hub cannot start because of its tenants folder. */
final class SentenceForOperators extends AbstractFailureAnalyzer<TenantsUnusable> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, TenantsUnusable cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
    }
}
