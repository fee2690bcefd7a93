package io.snodo.messages.receipt;

import io.snodo.messages.Json;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.Sealed;
import io.snodo.messages.seal.VerifyKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * The hub's attestation of one message: its {@link Record} word for word, and the way from there to a root that the hub
 * has signed. One signature serves the whole batch.
 *
 * @param leaf the record as JSON text; hashed as it stands, so no canonical form is needed
 * @param index, path where the leaf stands in the tree
 * @param root the signed {@link Root}, JWS of type {@code staffetta-root}
 */
public record Stamp(String leaf, int index, List<String> path, String root) {
    private static final String TYP = "staffetta-root";

    @SuppressWarnings("ConstantValue") // the path of a batch of one is empty and absent from JSON
    public Stamp {
        path = path == null ? List.of() : List.copyOf(path);
    }

    /** Stamps a batch: one tree, one signature, a stamp for each record in its order. */
    public static List<Stamp> batch(List<Record> records, Batch batch, SealKey hubKey) {
        List<String> leaves =
                records.stream().map(Json.MAPPER::writeValueAsString).toList();
        HashTree tree = new HashTree(leaves);
        Root root = new Root(
                batch.number(), leaves.size(), VerifyKey.URL.encodeToString(tree.root()), batch.previous(), batch.at());
        String signed = Sealed.sign(Json.MAPPER.writeValueAsBytes(root), TYP, hubKey);
        List<Stamp> stamps = new ArrayList<>(leaves.size());
        for (int i = 0; i < leaves.size(); i++) {
            stamps.add(new Stamp(leaves.get(i), i, tree.path(i), signed));
        }
        return stamps;
    }

    /** The batch's place in the chain: its number, the hash of the root before (absent in the first), the time. */
    public record Batch(long number, @Nullable String previous, Instant at) {}

    /** The record, if the way leads to a root signed with {@code hubKey}; otherwise empty. */
    public Optional<Record> verify(VerifyKey hubKey) {
        return root(hubKey).flatMap(this::verify);
    }

    /** The signed root, if the signature is the hub's. A receiver may keep it for the other stamps of its batch. */
    public Optional<Root> root(VerifyKey hubKey) {
        return Sealed.read(root, TYP).flatMap(jws -> jws.verify(hubKey)).map(b -> Json.MAPPER.readValue(b, Root.class));
    }

    /** The record, if the way leads to {@code verified}, a root that was obtained from {@link #root(VerifyKey)}. */
    public Optional<Record> verify(Root verified) {
        try {
            byte[] hash = HashTree.rootFrom(leaf, index, verified.size(), path);
            return VerifyKey.URL.encodeToString(hash).equals(verified.root())
                    ? Optional.of(Json.MAPPER.readValue(leaf, Record.class))
                    : Optional.empty();
        } catch (IllegalArgumentException | JacksonException e) {
            return Optional.empty();
        }
    }
}
