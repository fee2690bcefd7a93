package io.snodo.hub.federation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Registry;
import io.snodo.messages.receipt.Frame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one hub brings to the next in one call.
 *
 * @param path the hubs that it has come by, the caller last
 * @param registry those behind the caller, or a part of it
 */
public record HubCall(
        @JsonInclude(JsonInclude.Include.ALWAYS) List<MemberCode> path,
        @Nullable Registry registry,
        List<Item> items) {
    /** No call has more. */
    static final int MOST = 100;

    @SuppressWarnings("ConstantValue") // empty lists are absent from JSON
    public HubCall {
        path = path == null ? List.of() : List.copyOf(path);
        items = items == null ? List.of() : List.copyOf(items);
    }

    /**
     * A delivery or progress for a member behind the called hub, or a message of one behind the caller.
     *
     * @param to absent with a message
     */
    public record Item(
            @Nullable MemberCode to,
            @Nullable Frame frame,
            @Nullable String message) {}
}
