package io.snodo.hub.members;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Registry;
import io.snodo.messages.seal.VerifyKey;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A hub next to this one, as the operator's file {@code hubs/<code>.yaml} has it. Who is behind it, it says itself.
 *
 * @param endpoint where it is called: its REST binding
 * @param tracking where citizens follow the tickets that it decides on
 * @param keys its stamps and its own words are sealed with, as JWK
 * @param takes whose tickets the bodies behind it take
 * @param gives who takes the tickets of the bodies behind it
 */
public record NearHub(
        @JsonProperty("hub") MemberCode code,
        String name,
        URI endpoint,
        @Nullable URI tracking,
        List<Map<String, String>> keys,
        List<MemberCode> takes,
        List<MemberCode> gives) {
    @SuppressWarnings("ConstantValue") // absent ones come as null from YAML
    public NearHub {
        Objects.requireNonNull(code, "hub is missing");
        Objects.requireNonNull(name, "name is missing");
        if (code.equals(MemberCode.HUB)) {
            throw new IllegalArgumentException("hub: every hub calls itself " + MemberCode.HUB + "; give it a code");
        }
        if (endpoint == null || !"https".equals(endpoint.getScheme()) || endpoint.getHost() == null) {
            throw new IllegalArgumentException("endpoint must be an https address with a host");
        }
        keys = keys == null ? List.of() : keys.stream().map(Map::copyOf).toList();
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("keys: without one nothing that it stamps can be believed");
        }
        keys.forEach(VerifyKey::ofJwk);
        takes = takes == null ? List.of() : List.copyOf(takes);
        gives = gives == null ? List.of() : List.copyOf(gives);
    }

    Registry.Hub told() {
        return new Registry.Hub(code, name, keys, tracking == null ? null : tracking.toString());
    }

    /** What a body agrees with it holds for everybody behind it. */
    Stream<Registry.Agreement> agreements() {
        return Stream.concat(
                takes.stream().map(member -> handover(code, member)),
                gives.stream().map(member -> handover(member, code)));
    }

    private static Registry.Agreement handover(MemberCode grantor, MemberCode grantee) {
        return new Registry.Agreement(
                "handover:" + grantor + ":" + grantee, Registry.Agreement.Kind.HANDOVER, grantor, grantee, List.of());
    }
}
