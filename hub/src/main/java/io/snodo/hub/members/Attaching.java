package io.snodo.hub.members;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** What was agreed with a member on the files that it may attach; what is absent follows the hub's own limits. */
public record Attaching(
        @Nullable DataSize maxSize, @Nullable Set<String> types) {
    public static final Attaching AS_EVERYBODY = new Attaching(null, null);

    @SuppressWarnings("ConstantValue") // the elements come from YAML
    public Attaching {
        if (maxSize != null && maxSize.toBytes() < 1) {
            throw new IllegalArgumentException("attachments.max-size must be at least 1 octet");
        }
        if (types != null && types.isEmpty()) {
            throw new IllegalArgumentException("attachments.types must name at least one type, or be absent");
        }
    }
}
