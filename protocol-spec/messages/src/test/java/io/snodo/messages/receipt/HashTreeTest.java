package io.snodo.messages.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HashTreeTest {
    /** The leaves that implementations of Certificate Transparency are tested with; all of them are ASCII. */
    private static final List<String> LEAVES =
            List.of("", "\0", "\20", " !", "01", "@ABC", "PQRSTUVW", "`abcdefghijklmno");

    @ParameterizedTest
    @CsvSource({
        "1, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "2, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "3, aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "4, d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "5, 4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "6, 76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "7, ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "8, 5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    })
    void hasTheRootsOfCertificateTransparency(int size, String root) {
        assertThat(HexFormat.of().formatHex(new HashTree(LEAVES.subList(0, size)).root()))
                .isEqualTo(root);
    }

    @Test
    void agreesWithTheDefinitionAndProvesEveryLeafForSizesUpTo40() throws NoSuchAlgorithmException {
        for (int size = 1; size <= 40; size++) {
            List<String> leaves = leaves(size);
            HashTree tree = new HashTree(leaves);
            assertThat(tree.root()).isEqualTo(definition(leaves));
            for (int i = 0; i < size; i++) {
                assertThat(HashTree.rootFrom(leaves.get(i), i, size, tree.path(i)))
                        .isEqualTo(tree.root());
            }
        }
    }

    @Test
    void provesNothingElse() {
        for (int size = 1; size <= 20; size++) {
            List<String> leaves = leaves(size);
            HashTree tree = new HashTree(leaves);
            for (int i = 0; i < size; i++) {
                List<String> path = tree.path(i);
                assertThat(proves(tree, "another", i, size, path)).isFalse();
                for (int j = 0; j < size; j++) {
                    assertThat(proves(tree, leaves.get(i), j, size, path)).isEqualTo(i == j);
                }
                for (int step = 0; step < path.size(); step++) {
                    List<String> bent = new ArrayList<>(path);
                    bent.set(step, "AAAA" + path.get(step).substring(4));
                    assertThat(proves(tree, leaves.get(i), i, size, bent)).isFalse();
                    List<String> shortened = new ArrayList<>(path);
                    shortened.remove(step);
                    assertThat(proves(tree, leaves.get(i), i, size, shortened)).isFalse();
                }
                List<String> longer = new ArrayList<>(path);
                longer.add("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
                assertThat(proves(tree, leaves.get(i), i, size, longer)).isFalse();
            }
        }
    }

    @Test
    void doesNotTakeAnInnerNodeForALeaf() {
        HashTree tree = new HashTree(List.of("a", "b"));
        String inner = new String(tree.root(), StandardCharsets.ISO_8859_1);

        assertThat(new HashTree(List.of(inner)).root()).isNotEqualTo(tree.root());
    }

    @Test
    void hasAtLeastOneLeaf() {
        assertThatIllegalArgumentException().isThrownBy(() -> new HashTree(List.of()));
    }

    private static boolean proves(HashTree tree, String leaf, int index, int size, List<String> path) {
        try {
            return MessageDigest.isEqual(HashTree.rootFrom(leaf, index, size, path), tree.root());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static List<String> leaves(int size) {
        return IntStream.range(0, size).mapToObj(i -> "leaf " + i).toList();
    }

    /** RFC 9162, 2.1.1, word for word. */
    private static byte[] definition(List<String> leaves) throws NoSuchAlgorithmException {
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        if (leaves.size() == 1) {
            sha.update((byte) 0);
            return sha.digest(leaves.getFirst().getBytes(StandardCharsets.UTF_8));
        }
        int split = Integer.highestOneBit(leaves.size() - 1);
        sha.update((byte) 1);
        sha.update(definition(leaves.subList(0, split)));
        return sha.digest(definition(leaves.subList(split, leaves.size())));
    }
}
