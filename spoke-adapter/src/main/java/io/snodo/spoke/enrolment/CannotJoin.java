package io.snodo.spoke.enrolment;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why it does not go on; {@link Words} says it as a sentence, with what to do. */
final class CannotJoin extends Exception {
    private static final long serialVersionUID = 1;

    private final String key;
    private final transient List<Object> details;

    CannotJoin(@Nullable Throwable cause, String key, Object... details) {
        super(key, cause);
        this.key = key;
        this.details = List.of(details);
    }

    CannotJoin(String key, Object... details) {
        this(null, key, details);
    }

    String key() {
        return key;
    }

    Object[] details() {
        return details.toArray();
    }
}
