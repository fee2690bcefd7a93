package io.snodo.conformance;

import io.snodo.conformance.report.Report;
import io.snodo.conformance.seen.Standing;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.VerifyKey;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The end of a run: what was broken is said, and everything goes into the report. */
final class Finish {
    /** How long a case itself waits for what must not come. */
    static final Duration QUIET = Duration.ofMillis(400);

    private static final int MOST_FLAWS = 20;

    private final Options options;
    private final PrintStream out;

    Finish(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    Kit.Played of(
            String target,
            String software,
            List<Result> results,
            Standing standing,
            VerifyKey hub,
            VerifyKey spoke,
            @Nullable X509Certificate signature)
            throws IOException {
        standing.end();
        List<Standing.Flaw> flaws = standing.flaws();
        results.stream()
                .filter(Result::isFailed)
                .forEach(result -> out.println(
                        "FAILED " + result.kase().id() + " " + result.kase().title() + "\n  " + result.failure()));
        flaws.stream()
                .limit(MOST_FLAWS)
                .forEach(flaw -> out.println("FAILED always: " + flaw.rule().title() + ": " + flaw.what()));
        results.stream()
                .filter(result -> !result.isPlayed())
                .forEach(result -> out.println("left out " + result.kase().id() + ": " + result.skipped()));
        long failed = results.stream().filter(Result::isFailed).count()
                + flaws.stream().map(Standing.Flaw::rule).distinct().count();
        String line = Kit.line(failed);
        Report.write(
                options.report(),
                new Report.Run(
                        options.role(), options.binding(), target, software, options.seed(), Instant.now(), line),
                results,
                standing.rules(),
                flaws,
                hub,
                spoke,
                signature,
                key());
        out.println("report: " + options.report().toAbsolutePath().normalize());
        boolean covered = Kit.coverage().stream().allMatch(row -> row.isCovered());
        return new Kit.Played(failed == 0 && covered ? 0 : 1, failed, line);
    }

    private SealKey key() throws IOException {
        Path own = options.key();
        return own == null
                ? SealKey.generate()
                : SealKey.read(own, VerifyKey.read(Path.of(own.toString().replaceAll("\\.key$", ".pem"))));
    }
}
