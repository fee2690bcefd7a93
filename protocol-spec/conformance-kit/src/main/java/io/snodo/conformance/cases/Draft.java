package io.snodo.conformance.cases;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message that is to be made: what the step says of it; the rest comes from the type's template.
 *
 * @param ticket the name of the ticket in the case; minted where it is new
 * @param epoch absent for the present one where the type wants one
 * @param with what is put into the envelope instead of what would stand there
 * @param without fields of the envelope, or {@code body.x}, that are left out
 * @param hiding fields of the body, and who may see them
 * @param showing which of them are disclosed; all where absent
 * @param name by which later steps speak of it
 * @param spoiled what is done to it before it is sent, in this order
 */
public record Draft(
        String type,
        @Nullable String ticket,
        List<String> to,
        @Nullable Integer epoch,
        Map<String, Object> body,
        Map<String, Object> with,
        List<String> without,
        Map<String, Object> hiding,
        @Nullable List<String> showing,
        String name,
        List<String> spoiled) {

    /** Of a message that hides nothing. */
    public Draft(
            String type,
            @Nullable String ticket,
            List<String> to,
            @Nullable Integer epoch,
            Map<String, Object> body,
            Map<String, Object> with,
            List<String> without,
            String name,
            List<String> spoiled) {
        this(type, ticket, to, epoch, body, with, without, Map.of(), null, name, spoiled);
    }
}
