package io.snodo.messages.receipt;

import io.snodo.messages.Sha256;
import io.snodo.messages.seal.VerifyKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The Merkle tree of Certificate Transparency (RFC 9162, 2.1) over a batch's leaves, and its inclusion proofs. */
public final class HashTree {
    private final List<List<byte[]>> levels = new ArrayList<>();

    /** At least one leaf. */
    public HashTree(List<String> leaves) {
        if (leaves.isEmpty()) {
            throw new IllegalArgumentException("a tree without leaves has no root to sign");
        }
        List<byte[]> level = leaves.stream().map(HashTree::leafHash).toList();
        levels.add(level);
        while (level.size() > 1) {
            List<byte[]> above = new ArrayList<>();
            for (int i = 0; i < level.size(); i += 2) {
                // an odd one out rises as it is, which is what splitting at the largest power of two comes to
                above.add(i + 1 < level.size() ? node(level.get(i), level.get(i + 1)) : level.get(i));
            }
            levels.add(above);
            level = above;
        }
    }

    public byte[] root() {
        return levels.getLast().getFirst();
    }

    /** The hashes beside the way from leaf {@code index} to the root, base64url, from below. */
    public List<String> path(int index) {
        List<String> path = new ArrayList<>();
        int at = index;
        for (List<byte[]> level : levels.subList(0, levels.size() - 1)) {
            int beside = at ^ 1;
            if (beside < level.size()) {
                path.add(VerifyKey.URL.encodeToString(level.get(beside)));
            }
            at >>= 1;
        }
        return path;
    }

    /** The root that {@code leaf}, number {@code index} of {@code size}, leads to by {@code path} (RFC 9162, 2.1.3.2). */
    public static byte[] rootFrom(String leaf, int index, int size, List<String> path) {
        byte[] hash = leafHash(leaf);
        int at = index;
        int last = size - 1;
        if (index < 0 || index > last) {
            throw new IllegalArgumentException("leaf " + index + " of " + size);
        }
        int used = 0;
        while (last > 0) {
            if ((at & 1) == 1) {
                hash = node(decode(path, used++), hash);
            } else if (at < last) {
                hash = node(hash, decode(path, used++));
            }
            at >>= 1;
            last >>= 1;
        }
        if (used != path.size()) {
            throw new IllegalArgumentException("the path is longer than the tree is high");
        }
        return hash;
    }

    private static byte[] decode(List<String> path, int step) {
        if (step >= path.size()) {
            throw new IllegalArgumentException("the path is shorter than the tree is high");
        }
        return Base64.getUrlDecoder().decode(path.get(step));
    }

    private static byte[] leafHash(String leaf) {
        byte[] text = leaf.getBytes(StandardCharsets.UTF_8);
        byte[] input = new byte[text.length + 1];
        System.arraycopy(text, 0, input, 1, text.length);
        return Sha256.of(input);
    }

    private static byte[] node(byte[] left, byte[] right) {
        byte[] input = new byte[1 + left.length + right.length];
        input[0] = 1;
        System.arraycopy(left, 0, input, 1, left.length);
        System.arraycopy(right, 0, input, 1 + left.length, right.length);
        return Sha256.of(input);
    }
}
