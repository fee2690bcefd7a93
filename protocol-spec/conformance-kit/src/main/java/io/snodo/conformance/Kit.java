package io.snodo.conformance;

import io.snodo.conformance.Options.Unusable;
import io.snodo.conformance.cases.Case;
import io.snodo.conformance.cases.CaseFiles;
import io.snodo.conformance.cases.Expectation;
import io.snodo.conformance.cases.Step;
import io.snodo.conformance.coverage.Coverage;
import io.snodo.conformance.coverage.Table;
import io.snodo.conformance.hub.HubGround;
import io.snodo.conformance.hub.HubPlayer;
import io.snodo.conformance.report.Report;
import io.snodo.conformance.seen.Seen;
import io.snodo.conformance.seen.Standing;
import io.snodo.conformance.spoke.SpokeGround;
import io.snodo.conformance.spoke.SpokePlayer;
import io.snodo.conformance.wire.Binding;
import io.snodo.conformance.wire.amqp.AmqpBinding;
import io.snodo.messages.MemberCode;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.VerifyKey;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The runnable kit. Its last line is {@code N of N MUSTs covered, F failed}; it ends with 0 only if all is well. */
public final class Kit {
    private static final Duration QUIET = Duration.ofMillis(400);
    private static final int BESIDE = 12;
    private static final Duration FIRST_CONNECTION = Duration.ofMinutes(3);

    private final PrintStream out;

    private Kit(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] args) {
        System.exit(run(new PrintStream(System.out, true, StandardCharsets.UTF_8), args));
    }

    /** The same, for who starts what is under test in this very process; what {@link #main} would end with. */
    public static int run(PrintStream out, String... args) {
        try {
            return new Kit(out).run(Options.of(args));
        } catch (Unusable | Binding.Unreachable | IOException | GeneralSecurityException e) {
            out.println("conformance kit: " + e.getMessage());
            return 2;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 2;
        }
    }

    /** All cases and all standing rules of both roles: what coverage is counted from. */
    public static List<Coverage.Row> coverage() {
        List<Case> cases = new ArrayList<>(CaseFiles.of("hub"));
        cases.addAll(CaseFiles.of("spoke"));
        VerifyKey any = SealKey.generate().verifyKey();
        List<Standing.Rule> rules = new ArrayList<>(Standing.ofHub(any));
        rules.addAll(Standing.ofSpoke(Map.of(any.keyId(), any), "c_k001", "K001"));
        return Coverage.of(cases, rules);
    }

    private int run(Options options) throws InterruptedException, IOException, GeneralSecurityException {
        if (options.help()) {
            out.print(Options.HELP);
            return 0;
        }
        if (options.coverage()) {
            List<Coverage.Row> rows = coverage();
            out.print(Table.of(rows));
            return rows.stream().allMatch(Coverage.Row::isCovered) ? 0 : 1;
        }
        List<Case> cases = CaseFiles.of(options.role()).stream()
                .filter(each -> options.cases().matcher(each.id()).matches())
                .toList();
        if (options.list()) {
            cases.forEach(each -> out.println(each.id() + "  " + each.title()));
            return 0;
        }
        return options.role().equals("hub") ? hub(options, cases) : spoke(options, cases);
    }

    private int hub(Options options, List<Case> cases)
            throws InterruptedException, IOException, GeneralSecurityException {
        Path keys = given(options.keys(), "--keys");
        URI hub = given(options.hub(), "--hub");
        if (options.members().size() != 4) {
            throw new Unusable("--members names four members in role hub");
        }
        VerifyKey hubKey = VerifyKey.read(keys.resolve("hub/seal.pem"));
        Standing standing = new Standing(Standing.ofHub(hubKey));
        Clock clock = Clock.systemUTC();
        Seen seen = new Seen(clock, standing::look);
        Set<String> offered = new HashSet<>();
        if (options.api() != null) {
            offered.add("api");
        }
        if (options.silence() != null) {
            offered.add("silence");
        }
        Binding binding = new AmqpBinding(hub, keys.resolve("authority.pem"));
        out.printf("%d cases against the hub %s over %s, seed %d%n", cases.size(), hub, binding.name(), options.seed());
        try (HubGround ground = new HubGround(keys, options.members(), binding, options.api(), seen, clock)) {
            ground.begin(options.patience());
            Waiting waiting = new Waiting(seen, clock, options.patience(), QUIET);
            HubPlayer player = new HubPlayer(ground, waiting, options.seed());
            List<Result> results = new Runner(player, waiting, seen, out, binding.name(), offered, BESIDE).run(cases);
            return finish(options, hub.toString(), results, standing, hubKey, hubKey);
        }
    }

    private int spoke(Options options, List<Case> cases)
            throws InterruptedException, IOException, GeneralSecurityException {
        Path keys = given(options.keys(), "--keys");
        if (options.members().size() != 1 || options.prefix().isEmpty()) {
            throw new Unusable("--members names the one member and --prefix its numbers' prefix in role spoke");
        }
        MemberCode member = options.members().getFirst();
        VerifyKey key = VerifyKey.read(keys.resolve(member.value()).resolve("seal.pem"));
        Standing standing = new Standing(Standing.ofSpoke(Map.of(key.keyId(), key), member.value(), options.prefix()));
        Clock clock = Clock.systemUTC();
        Seen seen = new Seen(clock, standing::look);
        Set<String> offered = options.driver() == null ? Set.of() : Set.of("driver");
        Path temporary = java.nio.file.Files.createTempDirectory("conformance-kit");
        out.printf(
                "%d cases against the spoke of %s; the kit is its hub on port %d%n",
                cases.size(), member, options.port());
        try (SpokeGround ground =
                new SpokeGround(keys, member, options.prefix(), options.port(), temporary, seen, clock)) {
            Waiting waiting = new Waiting(seen, clock, options.patience(), QUIET);
            SpokePlayer player = new SpokePlayer(ground, waiting, options.driver());
            new Waiting(seen, clock, FIRST_CONNECTION, QUIET)
                    .expect(
                            new Expectation.Said("member.hello", null, Map.of(), Map.of(), "hello"),
                            player.scene(),
                            0,
                            new Case.Line(
                                    "connection", new Step.Pause(Duration.ZERO), new Case.Place("connection", 1)));
            List<Result> results = new Runner(player, waiting, seen, out, options.binding(), offered, 1).run(cases);
            return finish(options, member.value(), results, standing, ground.hubKey(), ground.spokeKey());
        } catch (Player.Unmet e) {
            throw new Unusable("no spoke has come: " + e.getMessage());
        } catch (InterruptedException | IOException | GeneralSecurityException | RuntimeException e) {
            throw e;
        } catch (Exception e) { // what the broker's own signatures say
            throw new IOException("the kit's broker: " + e.getMessage(), e);
        } finally {
            for (String file : List.of("identity.p12", "trust.p12")) {
                java.nio.file.Files.deleteIfExists(temporary.resolve(file));
            }
            java.nio.file.Files.deleteIfExists(temporary);
        }
    }

    private int finish(
            Options options, String target, List<Result> results, Standing standing, VerifyKey hub, VerifyKey spoke)
            throws IOException {
        standing.end();
        List<Standing.Flaw> flaws = standing.flaws();
        results.stream()
                .filter(Result::isFailed)
                .forEach(result -> out.println(
                        "FAILED " + result.kase().id() + " " + result.kase().title() + "\n  " + result.failure()));
        flaws.stream()
                .limit(20)
                .forEach(flaw -> out.println("FAILED always: " + flaw.rule().title() + ": " + flaw.what()));
        results.stream()
                .filter(result -> !result.isPlayed())
                .forEach(result -> out.println("left out " + result.kase().id() + ": " + result.skipped()));
        long failed = results.stream().filter(Result::isFailed).count()
                + flaws.stream().map(Standing.Flaw::rule).distinct().count();
        List<Coverage.Row> rows = coverage();
        long covered = rows.stream().filter(Coverage.Row::isCovered).count();
        String line = "%d of %d MUSTs covered, %d failed".formatted(covered, rows.size(), failed);
        Path own = options.key();
        SealKey key = own == null
                ? SealKey.generate()
                : SealKey.read(own, VerifyKey.read(Path.of(own.toString().replaceAll("\\.key$", ".pem"))));
        Report.write(
                options.report(),
                new Report.Run(
                        options.role(), options.binding(), target, options.seed(), java.time.Instant.now(), line),
                results,
                standing.rules(),
                flaws,
                hub,
                spoke,
                key);
        out.println("report: " + options.report().toAbsolutePath().normalize());
        out.println(line);
        return failed == 0 && covered == rows.size() ? 0 : 1;
    }

    private static <T> T given(@org.jspecify.annotations.Nullable T value, String option) {
        if (value == null) {
            throw new Unusable(option + " is missing; see --help");
        }
        return Objects.requireNonNull(value);
    }
}
