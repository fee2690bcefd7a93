package io.snodo.ops.operator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/** {@code ops/snodo export}: asks for a member's export, waits until it is written, and fetches it; goes on where it stopped. */
final class ExportFetch {
    private static final Duration PATIENCE = Duration.ofHours(6);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final HubCalls hub;
    private final Typed typed;
    private final java.io.PrintStream aside;

    ExportFetch(HubCalls hub, Typed typed, java.io.PrintStream aside) {
        this.hub = hub;
        this.typed = typed;
        this.aside = aside;
    }

    int run() throws CannotDo {
        String path = Snodo.of(typed.plain(0, 1, "member"));
        Path output = Path.of(typed.required("--output", "the file to write"));
        Path part = Path.of(output + ".part");
        JsonNode export = Files.exists(part)
                ? hub.get(path + "/export") // that of which there is a part already
                : hub.post(path + "/export", java.util.Map.of());
        String id = export.path("id").asString("");
        export = ready(path, id);
        try {
            if (Files.exists(part) && Files.size(part) > export.path("octets").asLong(0)) {
                Files.delete(part);
            }
            hub.fetch(path + "/export/file", export.path("digest").asString(""), part);
            Files.move(part, output, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw CannotDo.refused(
                    "the file did not come to its end (" + e.getMessage() + "); say the same again, and it goes on");
        }
        aside.println("Written: " + output + ". See ops/snodo verify-export " + output);
        return 0;
    }

    private JsonNode ready(String path, String id) throws CannotDo {
        Instant until = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(until)) {
            JsonNode export = hub.get(path + "/export");
            switch (export.path("state").asString("")) {
                case "ready" -> {
                    return export;
                }
                case "asked" ->
                    aside.println("The hub writes it: " + export.path("written").asLong(0) + " lines…");
                default -> throw CannotDo.refused("the hub could not write the export " + id + "; its log says why");
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw CannotDo.refused("interrupted");
            }
        }
        throw CannotDo.refused("the export is not ready after " + PATIENCE.toHours() + " hours");
    }
}
