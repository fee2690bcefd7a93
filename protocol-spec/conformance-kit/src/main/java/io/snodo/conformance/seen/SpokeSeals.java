package io.snodo.conformance.seen;

import io.snodo.conformance.seen.Event.What;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.schema.Reading;
import io.snodo.messages.seal.Sealed;
import io.snodo.messages.seal.VerifyKey;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a spoke says is sealed with its own key, and what the seal is on follows the specification. */
final class SpokeSeals implements Standing.Rule {
    private final Map<String, VerifyKey> keys;
    private final MemberCode code;

    SpokeSeals(Map<String, VerifyKey> keys, String code) {
        this.keys = Map.copyOf(keys);
        this.code = new MemberCode(code);
    }

    @Override
    public String title() {
        return "what the spoke says is sealed with its own key, and is a valid message of its own";
    }

    @Override
    public Set<String> shows() {
        return Set.of(
                "ST-010", "ST-011", "ST-012", "ST-013", "ST-014", "ST-015", "ST-016", "ST-060", "ST-062", "ST-063",
                "ST-064", "ST-120");
    }

    @Override
    public Optional<String> flaw(Event event) {
        if (event.what() != What.SAID || !event.from().equals("spoke")) {
            return Optional.empty();
        }
        String jws = event.content().path("jws").stringValue("");
        if (jws.length() > Json.MAX_MESSAGE_BYTES) {
            return Optional.of("longer than a message may be");
        }
        Optional<Sealed> sealed = Sealed.read(jws);
        if (sealed.isEmpty()) {
            return Optional.of("no sealed message");
        }
        VerifyKey key = keys.get(sealed.get().keyId());
        Optional<byte[]> payload = key == null ? Optional.empty() : sealed.get().verify(key);
        if (payload.isEmpty()) {
            return Optional.of("not under the spoke's seal");
        }
        return switch (Reading.ofWhole(payload.get(), sealed.get(), code)) {
            case Reading.Understood _, Reading.Ignorable _ -> Optional.empty();
            case Reading.Refused(var _, var refusal) ->
                Optional.of("a receiver refuses it with " + refusal.code().wire() + " " + refusal.detail());
        };
    }
}
