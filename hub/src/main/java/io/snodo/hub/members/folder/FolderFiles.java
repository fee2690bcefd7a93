package io.snodo.hub.members.folder;

import io.snodo.hub.members.TenantsUnusable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The files of a tenants folder that {@link TenantsFolder} goes by, for whoever wants a copy of it or compares two. */
public record FolderFiles(Path folder) {
    /** The longest that is taken along. */
    public static final int LARGEST = 1 << 20;

    /** Relative to the folder, with slashes. */
    public SortedSet<String> paths() {
        SortedSet<String> paths = new TreeSet<>();
        Stream.of("vocabulary.yaml", "groups.yaml").map(folder::resolve).forEach(file -> add(paths, file));
        in(folder.resolve("agreements"), ".yaml").forEach(file -> add(paths, file));
        in(folder.resolve("hubs"), ".yaml").forEach(file -> add(paths, file));
        for (Path tenant : in(folder, "")) {
            if (Files.isRegularFile(tenant.resolve("tenant.yaml"))) {
                add(paths, tenant.resolve("tenant.yaml"));
                add(paths, tenant.resolve("vocabulary.yaml"));
                in(tenant.resolve("certificates"), ".pem").forEach(file -> add(paths, file));
                in(tenant.resolve("certificates").resolve("revoked"), ".pem").forEach(file -> add(paths, file));
            }
        }
        return paths;
    }

    /** @param path one of {@link #paths()} */
    public String text(String path) {
        try {
            byte[] bytes = Files.readAllBytes(folder.resolve(path));
            if (bytes.length > LARGEST) {
                throw new TenantsUnusable(path, "The file " + path + " is too large to be taken along.", null);
            }
            String text = new String(bytes, StandardCharsets.UTF_8);
            if (text.contains("PRIVATE KEY")) {
                throw new TenantsUnusable(
                        path, "The file " + path + " holds a private key, which nobody else is to have.", null);
            }
            return text;
        } catch (IOException e) {
            throw new TenantsUnusable(path, "The file " + path + " cannot be read.", e);
        }
    }

    private void add(SortedSet<String> paths, Path file) {
        if (Files.isRegularFile(file)) {
            paths.add(folder.relativize(file).toString().replace('\\', '/'));
        }
    }

    private static List<Path> in(Path folder, String ending) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        } catch (IOException e) {
            throw new TenantsUnusable("The folder " + folder + " cannot be read.", e);
        }
    }
}
