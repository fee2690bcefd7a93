package io.snodo.hub.members;

import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Registry;
import io.snodo.messages.seal.VerifyKey;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Who belongs: answered from a snapshot in memory, because every message asks. */
@Component
public class Members {
    /** The registry as spokes get it. */
    public Registry registry() {
        throw new UnsupportedOperationException();
    }

    public Optional<Registry.Member> find(MemberCode code) {
        throw new UnsupportedOperationException();
    }

    /** Whose seal key {@code keyId} is; empty for an unknown or revoked one. The hub's own key is found too. */
    public Optional<KeyOwner> ownerOf(String keyId) {
        throw new UnsupportedOperationException();
    }

    /** Whether {@code grantee} may hand tickets to {@code grantor}. */
    public boolean mayHandOver(MemberCode grantee, MemberCode grantor) {
        throw new UnsupportedOperationException();
    }

    /** A public seal key and the member it belongs to. */
    public record KeyOwner(MemberCode member, VerifyKey key) {}
}
