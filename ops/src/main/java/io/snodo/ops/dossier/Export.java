package io.snodo.ops.dossier;

import io.snodo.messages.Json;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.VerifyKey;
import io.snodo.ops.story.surfaces.Api;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Asks the hub as a member, with that member's own seal, and keeps what comes whole or not at all. */
public final class Export {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Export() {}

    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(run(List.of(args), out));
    }

    static int run(List<String> arguments, PrintStream out) {
        try {
            ExportOptions options = ExportOptions.of(arguments);
            fetch(options);
            out.println("Written: " + options.output());
            out.println("What it proves:  ops/evidence verify " + options.output());
            return 0;
        } catch (CannotExport e) {
            out.println("ops/evidence export: " + e.getMessage());
            return 1;
        }
    }

    private static void fetch(ExportOptions options) throws CannotExport {
        Api api = new Api(options.hub(), options.member(), seal(options));
        HttpRequest request = HttpRequest.newBuilder(
                        options.hub().resolve("/api/v1/tickets/" + options.ticket() + "/evidence"))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + api.token())
                .build();
        try (HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build()) {
            HttpResponse<InputStream> answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                if (answer.statusCode() != 200) {
                    throw refused(options, answer.statusCode(), body.readNBytes(Json.MAX_MESSAGE_BYTES));
                }
                keep(body, options.output());
            }
        } catch (java.net.ConnectException e) {
            throw new CannotExport("no hub answers at " + options.hub() + "; start ops/demo, or say where with --hub");
        } catch (IOException e) {
            throw new CannotExport("the file did not come to its end (" + e.getMessage() + "); try again");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotExport("interrupted");
        }
    }

    private static SealKey seal(ExportOptions options) throws CannotExport {
        try {
            return SealKey.read(options.key(), VerifyKey.read(options.certificate()));
        } catch (IOException e) {
            throw new CannotExport("the seal of " + options.member() + " cannot be read (" + options.key()
                    + "); start ops/demo once, or name it with --key and --certificate");
        }
    }

    private static void keep(InputStream body, Path output) throws IOException, CannotExport {
        Path folder = output.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new CannotExport("there is no folder " + folder + "; make it, or name another file with --output");
        }
        Path beside = Files.createTempFile(folder, ".evidence", ".part");
        try {
            Files.copy(body, beside, StandardCopyOption.REPLACE_EXISTING);
            Files.move(beside, output, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private static CannotExport refused(ExportOptions options, int status, byte[] body) {
        try {
            JsonNode problem = Json.MAPPER.readTree(body);
            String code = problem.path("code").asString("");
            if (code.equals("ticket_unknown")) {
                return new CannotExport("there is no ticket " + options.ticket() + ", or " + options.member()
                        + " is no party of it; ask as one that is");
            }
            if (!code.isEmpty()) {
                return new CannotExport("the hub refuses (" + code + "): "
                        + problem.path("title").asString("") + " "
                        + problem.path("advice").asString(""));
            }
        } catch (JacksonException e) {
            // said below
        }
        return new CannotExport("what answers at " + options.hub() + " is no hub (HTTP " + status + "); see --hub");
    }
}
