package io.snodo.spoke.link;

import io.snodo.messages.receipt.Record;
import io.snodo.messages.receipt.Root;
import io.snodo.messages.receipt.Stamp;
import io.snodo.messages.seal.VerifyKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Verifies the hub's stamps with the pinned key. The roots of the last batches are remembered: one signature serves many stamps. */
final class HubSeal {
    private static final int REMEMBERED = 64;

    private final VerifyKey key;
    private final Map<String, Root> verified = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Root> eldest) {
            return size() > REMEMBERED;
        }
    };

    HubSeal(VerifyKey key) {
        this.key = key;
    }

    VerifyKey key() {
        return key;
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
        Optional<Root> root = stamp.root(key);
        root.ifPresent(r -> {
            synchronized (verified) {
                verified.put(stamp.root(), r);
            }
        });
        return root;
    }
}
