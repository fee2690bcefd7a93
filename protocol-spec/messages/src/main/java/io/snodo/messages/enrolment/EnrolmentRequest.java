package io.snodo.messages.enrolment;

import java.util.Map;

/** The keys that somebody wants certificates for (ST-691); asked again with the same ones, it is answered the same. */
public record EnrolmentRequest(Map<Purpose, KeyOffer> keys) {
    public EnrolmentRequest {
        keys = Map.copyOf(keys);
    }
}
