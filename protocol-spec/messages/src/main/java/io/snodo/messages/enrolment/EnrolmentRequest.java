package io.snodo.messages.enrolment;

import java.util.Map;
import java.util.UUID;

/** What a spoke asks for with its invitation (ST-691); asked again unchanged, it is answered the same. */
public record EnrolmentRequest(UUID invitation, String secret, Map<Purpose, KeyOffer> keys) {
    public EnrolmentRequest {
        keys = Map.copyOf(keys);
    }

    @Override
    public String toString() {
        return "EnrolmentRequest[" + invitation + "]";
    }
}
