package io.snodo.ops.evidence;

import java.util.List;

/** The way from a leaf to the root of a hash tree (RFC 9162, 2.1.3.2). */
final class Tree {
    private static final byte[] LEAF = {0};
    private static final byte[] NODE = {1};

    private Tree() {}

    static byte[] leafHash(String leaf) {
        return Octets.sha256(LEAF, Octets.utf8(leaf));
    }

    /** The root, base64url. Throws {@link IllegalArgumentException} if the path does not fit. */
    static String root(byte[] leafHash, long index, long size, List<String> path) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("no such leaf");
        }
        byte[] hash = leafHash;
        long at = index;
        int used = 0;
        for (long last = size - 1; last > 0; last >>= 1) {
            if ((at & 1) == 1) {
                hash = Octets.sha256(NODE, step(path, used++), hash);
            } else if (at < last) {
                hash = Octets.sha256(NODE, hash, step(path, used++));
            } // an odd one out rises as it is
            at >>= 1;
        }
        if (used != path.size()) {
            throw new IllegalArgumentException("the path is too long");
        }
        return Octets.encode(hash);
    }

    private static byte[] step(List<String> path, int step) {
        if (step >= path.size()) {
            throw new IllegalArgumentException("the path is too short");
        }
        byte[] hash = Octets.decode(path.get(step));
        if (hash.length != 32) {
            throw new IllegalArgumentException("not a hash");
        }
        return hash;
    }
}
