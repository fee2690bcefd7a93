package io.snodo.hub.dossier;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.snodo.hub.evidence.HubCertificates;
import io.snodo.hub.members.KeyHistory;
import io.snodo.messages.MemberCode;
import io.snodo.messages.seal.VerifyKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What stands in the file's lists, one record for each line of {@code evidence.md}. */
sealed interface Line {

    record Entry(String message, String leaf, long batch, int index, List<String> path) implements Line {}

    record Withheld(long sequence, String hash, long batch, int index, List<String> path) implements Line {}

    record Batch(
            long batch,
            String root,
            @Nullable Long anchor,
            @Nullable Integer index,
            List<String> path) implements Line {}

    record Anchored(
            String statement,
            @Nullable String token,
            @Nullable String authority) implements Line {}

    record Key(
            MemberCode member,
            @Nullable String name,
            Map<String, String> jwk,
            @Nullable Instant since,
            @Nullable Instant until,
            @Nullable String certificate)
            implements Line {
        static Key of(KeyHistory.Known known) {
            return new Key(known.member(), known.name(), known.jwk(), known.since(), known.until(), null);
        }

        static Key ofHub(HubCertificates.Certified hub) {
            String certificate = VerifyKey.URL.encodeToString(hub.der());
            return new Key(MemberCode.HUB, null, hub.key().jwk(), null, null, certificate);
        }
    }

    record Receipt(
            UUID message,
            MemberCode by,
            @Nullable Instant stored,
            @Nullable Instant applied,
            @Nullable Instant seen,
            @Nullable String refusal)
            implements Line {}

    record Original(UUID message, String octets) implements Line {}

    /** The payload of the file's seal (ST-312). */
    record Closing(String ticket, @JsonProperty("for") MemberCode party, Instant at, long octets, String sha256)
            implements Line {}
}
