package io.snodo.ops.evidence;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The file as {@code evidence.schema.json} describes it; read, and nothing of it believed yet. */
record EvidenceFile(
        String format,
        String version,
        String ticket,
        @JsonProperty("for") String party,
        Instant at,
        List<Entry> entries,
        List<Withheld> withheld,
        List<Batch> batches,
        List<Anchor> anchors,
        List<Key> keys,
        List<Receipt> receipts,
        List<Original> originals,
        String seal) {

    static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(40)
                            .maxStringLength(2 * 1024 * 1024)
                            .maxNameLength(200)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    record Entry(String message, String leaf, long batch, long index, List<String> path) {
        Entry {
            present(message, leaf);
            path = listed(path);
        }
    }

    record Withheld(long sequence, String hash, long batch, long index, List<String> path) {
        Withheld {
            present(hash);
            path = listed(path);
        }
    }

    record Batch(
            long batch,
            String root,
            @Nullable Long anchor,
            @Nullable Long index,
            List<String> path) {
        Batch {
            present(root);
            path = listed(path);
            if ((anchor == null) != (index == null)) {
                throw new IllegalArgumentException("anchor and index go together");
            }
        }
    }

    record Anchor(
            String statement,
            @Nullable String token,
            @Nullable String authority) {
        Anchor {
            present(statement);
            if ((token == null) != (authority == null)) {
                throw new IllegalArgumentException("token and authority go together");
            }
        }
    }

    record Key(
            String member,
            @Nullable String name,
            Map<String, String> jwk,
            @Nullable Instant since,
            @Nullable Instant until,
            @Nullable String certificate) {
        Key {
            present(member, jwk);
        }
    }

    record Receipt(
            String message,
            String by,
            @Nullable Instant stored,
            @Nullable Instant applied,
            @Nullable Instant seen,
            @Nullable String refusal) {
        Receipt {
            present(message, by);
        }
    }

    /** What a sender sent for which the hub has sealed. */
    record Original(String message, String octets) {
        Original {
            present(message, octets);
        }
    }

    @SuppressWarnings("ConstantValue") // absent where there are none
    EvidenceFile {
        originals = originals == null ? List.of() : List.copyOf(originals);
        present(format, version, ticket, party, at, entries, withheld, batches, anchors, keys, receipts, seal);
        if (!format.equals("staffetta-evidence") || !version.equals("1.0") || entries.isEmpty()) {
            throw new IllegalArgumentException("not a file of this kind, or of a version to come");
        }
    }

    static EvidenceFile read(byte[] file) {
        try {
            return JSON.readValue(file, EvidenceFile.class);
        } catch (JacksonException e) {
            throw new Flaw(
                    "ST-320",
                    "unreadable",
                    e.getLocation() == null ? "" : e.getLocation().getLineNr());
        }
    }

    private static void present(@Nullable Object... values) {
        for (Object value : values) {
            if (value == null) {
                throw new IllegalArgumentException("something required is missing");
            }
        }
    }

    @SuppressWarnings("ConstantValue") // absent lists come as null from JSON
    private static List<String> listed(List<String> path) {
        return path == null ? List.of() : List.copyOf(path);
    }
}
