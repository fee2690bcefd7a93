package io.snodo.hub.members;

import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Registry;
import io.snodo.messages.seal.SealKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * The seal keys that the hub holds for members whose binding carries no seal. They follow from its own, so that every
 * node has the same ones and nothing is stored.
 */
@Component
public class HeldKeys {
    private static final String HELD_BY = "heldBy";

    private final SealKey hubSeal;

    HeldKeys(SealKey hubSeal) {
        this.hubSeal = hubSeal;
    }

    /** The key that is held for {@code member}, if one is. */
    public SealKey of(MemberCode member) {
        return hubSeal.derive("held for " + member.value());
    }

    /** With a key for each member that comes by SOAP and has none of its own. */
    Roster given(Roster roster) {
        return roster.with(member -> needsOne(member, roster)
                ? member.withKeys(List.of(of(member.code()).verifyKey().jwk()))
                : member);
    }

    /** The registry that says of each held key that it is one. */
    Roster marked(Roster roster) {
        return roster.with(member -> comesBySoap(member, roster) ? marked(member) : member);
    }

    private Registry.Member marked(Registry.Member member) {
        String held = of(member.code()).verifyKey().jwk().get("x");
        return member.withKeys(member.keys().stream()
                .map(jwk -> String.valueOf(held).equals(jwk.get("x")) ? marked(jwk) : jwk)
                .toList());
    }

    private static Map<String, String> marked(Map<String, String> jwk) {
        Map<String, String> marked = new LinkedHashMap<>(jwk);
        marked.put(HELD_BY, MemberCode.HUB.value());
        return marked;
    }

    private static boolean needsOne(Registry.Member member, Roster roster) {
        return member.keys().isEmpty() && comesBySoap(member, roster);
    }

    private static boolean comesBySoap(Registry.Member member, Roster roster) {
        return switch (roster.bindings().getOrDefault(member.code(), Binding.AMQP)) {
            case Binding.SoapPull() -> true;
            case Binding.SoapPush _ -> true;
            case Binding.Amqp() -> false;
            case Binding.RestPull() -> false;
            case Binding.RestPush _, Binding.Via _ -> false;
        };
    }
}
