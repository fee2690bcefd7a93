package io.snodo.messages.enrolment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.snodo.messages.MemberCode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * All that a spoke needs to start, besides what it has made itself (ST-694).
 *
 * @param authorities who vouch for the hub's addresses, DER in base64
 * @param tenant the member's facts as the hub has them
 * @param vocabulary the network's
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Enrolled(
        MemberCode member,
        String name,
        String prefix,
        Binding binding,
        Map<Purpose, Given> certificates,
        List<String> authorities,
        Hub hub,
        JsonNode tenant,
        JsonNode vocabulary) {

    /** How the member receives. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Binding(String kind, @Nullable String endpoint) {}

    /** A certificate and those it was issued by, DER in base64. */
    public record Given(List<String> chain, Instant since, Instant until) {}

    /**
     * Where the hub is, and by what it is known.
     *
     * @param seals certificates of its seal, DER in base64
     * @param audience its name in tokens
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Hub(
            List<String> seals,
            String broker,
            @Nullable String rest,
            @Nullable String soap,
            String audience,
            String api,
            String tracking) {}
}
