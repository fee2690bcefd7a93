package io.snodo.hub.doors.soap;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** What the answer to a call has to name; grows while the call is looked at. */
final class Answering {
    private String correlation;
    private @Nullable String messageId;
    private List<Element> references = List.of();

    Answering(String correlation) {
        this.correlation = correlation;
    }

    void to(String verifiedMessageId, List<Element> signedReferences) {
        messageId = verifiedMessageId;
        references = List.copyOf(signedReferences);
    }

    void correlatedBy(String id) {
        correlation = id;
    }

    String correlation() {
        return correlation;
    }

    /** Absent where the call could not be verified. */
    @Nullable
    String messageId() {
        return messageId;
    }

    /** Of the call's signature. */
    List<Element> references() {
        return references;
    }
}
