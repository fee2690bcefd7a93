package io.snodo.spoke.desk.calls;

import io.snodo.messages.confidential.Disclosure;
import io.snodo.spoke.link.Confidences;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who is on the line, where that was told in confidence and we may read it. */
@Component
public class CallersNames {
    private final Confidences confidences;

    CallersNames(Confidences confidences) {
        this.confidences = confidences;
    }

    /**
     * As a page shows it.
     *
     * @param said whether anything was told in confidence
     * @param person null where nothing was, or this member may not know
     */
    public record Seen(boolean said, Disclosure.@Nullable Person person) {}

    /** Whether we have a name that {@code call} could not tell, because its recipient has no key. */
    public boolean isKeyless(PassedCall call) {
        return call.contact() != null && call.told().confidential() == null && !confidences.canRead(call.to());
    }

    public Seen of(ComingCall call) {
        if (call.told().confidential() == null) {
            return new Seen(false, null);
        }
        return new Seen(
                true,
                confidences
                        .read(call.told().confidential(), call.tie())
                        .map(Disclosure::person)
                        .orElse(null));
    }
}
