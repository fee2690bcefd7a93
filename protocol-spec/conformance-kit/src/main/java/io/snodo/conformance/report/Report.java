package io.snodo.conformance.report;

import io.snodo.conformance.Result;
import io.snodo.conformance.seen.Standing;
import io.snodo.conformance.seen.Transcript;
import io.snodo.messages.Json;
import io.snodo.messages.Sha256;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.Sealed;
import io.snodo.messages.seal.VerifyKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A run as files: {@code report.json}, {@code report.md} with a sequence diagram for each case, and {@code report.jws},
 * a JWS of type {@code staffetta-conformance} that names the digests of both. What was seen of each case is beside them in
 * {@code exchanges}.
 */
public final class Report {
    static final String TYP = "staffetta-conformance";

    /**
     * What ran against whom.
     *
     * @param software what the target said it is; empty where it does not say, as hubs do not
     */
    public record Run(
            String role, String binding, String target, String software, long seed, Instant at, String line) {}

    private Report() {}

    public static void write(
            Path folder,
            Run run,
            List<Result> results,
            List<Standing.Rule> rules,
            List<Standing.Flaw> flaws,
            VerifyKey hub,
            VerifyKey spoke,
            @Nullable X509Certificate signature,
            SealKey key)
            throws IOException {
        Path exchanges = Files.createDirectories(folder.resolve("exchanges"));
        for (Result result : results) {
            Files.writeString(
                    exchanges.resolve(result.kase().id() + ".jsonl"),
                    new Transcript(result.scene(), hub, spoke, signature, result.events()).lines());
        }
        byte[] json = Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(json(run, results, rules, flaws));
        byte[] markdown = markdown(run, results, rules, flaws).getBytes(StandardCharsets.UTF_8);
        Files.write(folder.resolve("report.json"), json);
        Files.write(folder.resolve("report.md"), markdown);
        ObjectNode claims = Json.MAPPER.createObjectNode();
        claims.put("role", run.role());
        claims.put("binding", run.binding());
        claims.put("target", run.target());
        claims.put("software", run.software());
        claims.put("at", run.at().toString());
        claims.put("result", run.line());
        claims.put("report.json", digest(json));
        claims.put("report.md", digest(markdown));
        claims.set("key", Json.MAPPER.valueToTree(key.verifyKey().jwk()));
        Files.writeString(
                folder.resolve("report.jws"), Sealed.sign(Json.MAPPER.writeValueAsBytes(claims), TYP, key) + "\n");
    }

    /** Whether the files of {@code folder} are those that were signed with {@code key}. */
    public static boolean holds(Path folder, VerifyKey key) throws IOException {
        String signed = Files.readString(folder.resolve("report.jws")).strip();
        return Sealed.read(signed, TYP)
                .flatMap(jws -> jws.verify(key))
                .map(Json.MAPPER::readTree)
                .filter(claims -> List.of("report.json", "report.md").stream().allMatch(file -> {
                    try {
                        return claims.path(file)
                                .stringValue("")
                                .equals(digest(Files.readAllBytes(folder.resolve(file))));
                    } catch (IOException e) {
                        return false;
                    }
                }))
                .isPresent();
    }

    private static String digest(byte[] octets) {
        return Sha256.base64Url(octets);
    }

    private static ObjectNode json(
            Run run, List<Result> results, List<Standing.Rule> rules, List<Standing.Flaw> flaws) {
        ObjectNode report = Json.MAPPER.createObjectNode();
        report.put("role", run.role());
        report.put("binding", run.binding());
        report.put("target", run.target());
        report.put("software", run.software());
        report.put("seed", run.seed());
        report.put("at", run.at().toString());
        report.put("result", run.line());
        ArrayNode cases = report.putArray("cases");
        for (Result result : results) {
            ObjectNode one = cases.addObject();
            one.put("id", result.kase().id());
            one.put("title", result.kase().title());
            one.set("shows", Json.MAPPER.valueToTree(result.kase().shows()));
            one.set("denies", Json.MAPPER.valueToTree(result.kase().denies()));
            one.put("outcome", !result.isPlayed() ? "left out" : result.isFailed() ? "failed" : "passed");
            if (result.isFailed()) {
                one.put("why", result.failure());
            }
            one.put("millis", result.took().toMillis());
        }
        ArrayNode always = report.putArray("always");
        for (Standing.Rule rule : rules) {
            ObjectNode one = always.addObject();
            one.put("rule", rule.title());
            one.set("shows", Json.MAPPER.valueToTree(rule.shows()));
            ArrayNode found = one.putArray("flaws");
            flaws.stream().filter(flaw -> flaw.rule() == rule).forEach(flaw -> found.add(flaw.what()));
        }
        return report;
    }

    private static String markdown(
            Run run, List<Result> results, List<Standing.Rule> rules, List<Standing.Flaw> flaws) {
        StringBuilder text =
                new StringBuilder("# Conformance of a %s over %s%n%n".formatted(run.role(), run.binding()));
        text.append("%s%s, %s, seed %d.%n%n**%s**%n%n## Always%n%n"
                .formatted(
                        run.target(),
                        run.software().isEmpty() ? "" : ", " + run.software(),
                        run.at(),
                        run.seed(),
                        run.line()));
        for (Standing.Rule rule : rules) {
            List<Standing.Flaw> own =
                    flaws.stream().filter(flaw -> flaw.rule() == rule).toList();
            text.append("- %s: %s (%s)%n"
                    .formatted(
                            own.isEmpty() ? "kept" : "**broken**",
                            rule.title(),
                            String.join(", ", rule.shows().stream().sorted().toList())));
            own.forEach(flaw -> text.append("  - %s%n".formatted(flaw.what())));
        }
        text.append("\n## Cases\n\n");
        for (Result result : results) {
            text.append(
                    "### %s %s%n%n".formatted(result.kase().id(), result.kase().title()));
            text.append("%s. Shows %s; denies %s. `%s`%n%n"
                    .formatted(
                            !result.isPlayed() ? "Left out" : result.isFailed() ? "**Failed**" : "Passed",
                            result.kase().shows(),
                            result.kase().denies(),
                            result.kase().place()));
            if (result.isFailed()) {
                text.append("%s%n%n".formatted(result.failure()));
            }
            if (!result.events().isEmpty()) {
                text.append("```mermaid\n")
                        .append(SequenceDiagram.of(result.events()))
                        .append("```\n\n");
            }
        }
        return text.toString();
    }
}
