package io.snodo.ops.operator;

import io.snodo.hub.members.TenantsUnusable;
import io.snodo.hub.members.folder.FolderFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A tenants folder in memory: each file's text by its path in it. */
record FolderCopy(SortedMap<String, String> files) {

    /** The one that the hub goes by; refused where what lies there has not been applied, and is nobody's word yet. */
    static FolderCopy of(HubCalls hub) throws CannotDo {
        JsonNode plan = hub.get("/plan");
        if (!plan.path("faults").isEmpty() || !plan.path("changes").isEmpty()) {
            throw CannotDo.refused(
                    "what lies in the hub's folder has not been applied, so it is not what the hub goes by;"
                            + " see ops/snodo plan, then ops/snodo apply");
        }
        SortedMap<String, String> files = new TreeMap<>();
        String next = "";
        while (next != null) {
            JsonNode page = hub.get("/folder" + next);
            page.path("items")
                    .forEach(file -> files.put(
                            file.path("path").asString(""), file.path("text").asString("")));
            next = page.path("next").asString(null);
        }
        return new FolderCopy(files);
    }

    static FolderCopy of(Path folder) throws CannotDo {
        if (!Files.isDirectory(folder)) {
            throw CannotDo.refused("there is no folder " + folder + "; name one that is as tenants/");
        }
        try {
            FolderFiles there = new FolderFiles(folder);
            SortedMap<String, String> files = new TreeMap<>();
            there.paths().forEach(path -> files.put(path, there.text(path)));
            return new FolderCopy(files);
        } catch (TenantsUnusable e) {
            throw CannotDo.refused(String.valueOf(e.getMessage()));
        }
    }

    /** Into {@code folder}, which is empty or not there yet. */
    void write(Path folder) throws CannotDo {
        try {
            if (Files.exists(folder) && !isEmpty(folder)) {
                throw CannotDo.refused("there is something in " + folder + " already; name another folder with --into");
            }
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path target = folder.resolve(file.getKey()).normalize();
                if (!target.startsWith(folder.normalize())) {
                    throw CannotDo.refused("the hub names a file outside the folder, " + file.getKey()
                            + "; nothing more is written, and somebody should look at that hub");
                }
                Files.createDirectories(target.resolveSibling("."));
                Files.writeString(target, file.getValue());
            }
        } catch (IOException e) {
            throw CannotDo.refused(
                    "the folder " + folder + " cannot be written (" + e.getMessage() + "); name another with --into");
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }
}
