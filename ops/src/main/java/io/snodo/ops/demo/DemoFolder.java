package io.snodo.ops.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Where a demonstration keeps everything: keys, tenants, data, logs. Deleting it is beginning anew. */
public record DemoFolder(Path root) {

    public DemoFolder {
        root = root.toAbsolutePath().normalize();
    }

    public Path keys() {
        return root.resolve("keys");
    }

    public Path keys(DemoMember member) {
        return keys().resolve(member.code().value());
    }

    public Path tenants() {
        return root.resolve("tenants");
    }

    public Path tenant(DemoMember member) {
        return tenants().resolve(member.slug());
    }

    public Path hub() {
        return root.resolve("hub");
    }

    public Path spoke(DemoMember member) {
        return root.resolve("spokes").resolve(member.code().value());
    }

    public Path log(String node) {
        return root.resolve("logs").resolve(node + ".log");
    }

    Path lock() {
        return root.resolve("lock");
    }

    /** The process id of a running node, so that one whose launcher was killed can be found again. */
    public Path pid(String node) {
        return root.resolve("run").resolve(node + ".pid");
    }

    /** Deletes everything, the folder itself included. */
    public void delete() throws IOException {
        empty();
        Files.deleteIfExists(lock());
        Files.deleteIfExists(root);
    }

    /** Deletes everything but the lock by which a launcher holds the folder. */
    void empty() throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(root)) {
            all = walk.filter(path -> !path.equals(root) && !path.equals(lock()))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }
}
