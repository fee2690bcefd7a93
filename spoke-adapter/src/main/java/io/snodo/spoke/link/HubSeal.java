package io.snodo.spoke.link;

import io.snodo.messages.MemberCode;
import io.snodo.messages.receipt.Record;
import io.snodo.messages.receipt.Root;
import io.snodo.messages.receipt.Stamp;
import io.snodo.messages.seal.KeyRing;
import io.snodo.messages.seal.Validity;
import io.snodo.messages.seal.VerifyKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Verifies the hub's stamps with the pinned keys: one, or while the hub changes it several. The roots of the last batches are remembered: one signature serves many stamps. */
final class HubSeal {
    private static final int REMEMBERED = 64;

    private final List<KeyRing.Held> keys;
    private final Map<String, Root> verified = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Root> eldest) {
            return size() > REMEMBERED;
        }
    };

    HubSeal(List<VerifyKey> keys) {
        this.keys = keys.stream()
                .map(key -> new KeyRing.Held(MemberCode.HUB, key, Validity.ALWAYS))
                .toList();
    }

    /** The pinned key of that id; our operator says how long it counts, by leaving it pinned (ST-508). */
    Optional<KeyRing.Held> key(String keyId) {
        return keys.stream().filter(held -> held.key().keyId().equals(keyId)).findFirst();
    }

    /** What the hub recorded, if it was the hub. */
    Optional<Record> verify(Stamp stamp) {
        return root(stamp).flatMap(stamp::verify);
    }

    private Optional<Root> root(Stamp stamp) {
        synchronized (verified) {
            Root known = verified.get(stamp.root());
            if (known != null) {
                return Optional.of(known);
            }
        }
        Optional<Root> root = keys.stream()
                .flatMap(held -> stamp.root(held.key()).stream())
                .findFirst();
        root.ifPresent(r -> {
            synchronized (verified) {
                verified.put(stamp.root(), r);
            }
        });
        return root;
    }
}
