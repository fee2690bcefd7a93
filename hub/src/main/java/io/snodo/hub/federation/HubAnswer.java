package io.snodo.hub.federation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.snodo.messages.receipt.Stamp;
import io.snodo.messages.refusal.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has become of each item of a call, in its order. */
public record HubAnswer(
        @JsonInclude(JsonInclude.Include.ALWAYS) List<One> items) {
    @SuppressWarnings("ConstantValue") // empty lists are absent from JSON
    public HubAnswer {
        items = items == null ? List.of() : List.copyOf(items);
    }

    /** With a stamp it was decided on, with a problem refused; with neither it is kept. */
    public record One(@Nullable Stamp stamp, @Nullable Problem problem) {
        static final One KEPT = new One(null, null);
    }
}
