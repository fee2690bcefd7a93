package io.snodo.hub.sealing;

import io.snodo.hub.members.HeldKeys;
import io.snodo.hub.members.Members;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.Sha256;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.messages.schema.Reading;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.Sealed;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Seals what a member has said in a form that carries no seal, with the key that the hub holds for it. */
@Component
public class SealedOnBehalf {
    private final Members members;
    private final HeldKeys held;
    private final Originals originals;

    SealedOnBehalf(Members members, HeldKeys held, Originals originals) {
        this.members = members;
        this.held = held;
        this.originals = originals;
    }

    /** What came of it. */
    public sealed interface Result {
        record Done(Sealed message) implements Result {}

        record Refused(Refusal refusal) implements Result {}
    }

    /**
     * Seals {@code message}, which {@code member} has said in {@code octets}. The same message again becomes the same seal
     * again, in whatever octets it comes: the first ones count (ST-021).
     */
    public Result seal(MemberCode member, ObjectNode message, byte[] octets, String binding) {
        if (message.has("original")) {
            return new Result.Refused(Refusal.of(RefusalCode.SCHEMA_INVALID, "/original value"));
        }
        SealKey key = held.of(member);
        if (members.ownerOf(key.verifyKey().keyId())
                .filter(owner -> owner.member().equals(member))
                .isEmpty()) {
            return new Result.Refused(Refusal.of(RefusalCode.KEY_UNKNOWN, "the hub holds no key for this member"));
        }
        String digest = Sha256.base64Url(octets);
        Sealed sealed = Sealed.seal(told(message, binding, digest), key);
        // what will be refused for its form alone is not kept
        Optional<UUID> id = switch (Reading.of(sealed.verify(key.verifyKey()).orElseThrow(), member)) {
            case Reading.Understood(var said, var _) -> Optional.of(said.id());
            case Reading.Ignorable(var said) -> Optional.of(said.id());
            case Reading.Refused _ -> Optional.empty();
        };
        if (id.isEmpty()) {
            return new Result.Done(sealed);
        }
        String said = Sha256.base64Url(Json.MAPPER.writeValueAsBytes(message));
        // what names octets must have been said in them: a correction is a new message with an id of its own (ST-018)
        return originals
                .keep(member, id.get(), octets, digest, said)
                .<Result>map(first -> new Result.Done(first.recorded()
                        .flatMap(jws -> madeOf(first.digest(), jws))
                        .orElseGet(() -> first.digest().equals(digest)
                                ? sealed
                                : Sealed.seal(told(message, binding, first.digest()), key))))
                .orElseGet(() -> new Result.Refused(Refusal.of(RefusalCode.MESSAGE_ID_REUSED)));
    }

    /** What was recorded stays what it is, also when the held key has become another since. */
    private static Optional<Sealed> madeOf(String digest, String jws) {
        return Sealed.read(jws)
                .filter(recorded -> Json.MAPPER
                        .readTree(recorded.alreadyVerified())
                        .path("original")
                        .path("digest")
                        .asString("")
                        .equals(digest));
    }

    private static ObjectNode told(ObjectNode message, String binding, String digest) {
        ObjectNode told = message.deepCopy();
        told.set(
                "original",
                Json.MAPPER.createObjectNode().put("binding", binding).put("digest", digest));
        return told;
    }
}
