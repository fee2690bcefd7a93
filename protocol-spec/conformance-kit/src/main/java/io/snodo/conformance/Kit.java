package io.snodo.conformance;

import io.snodo.conformance.Options.Unusable;
import io.snodo.conformance.cases.Case;
import io.snodo.conformance.cases.CaseFiles;
import io.snodo.conformance.coverage.Coverage;
import io.snodo.conformance.coverage.Table;
import io.snodo.conformance.seen.Standing;
import io.snodo.conformance.wire.Binding;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.VerifyKey;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The runnable kit. Its last line is {@code N of N MUSTs covered, F failed}; it ends with 0 only if all is well. */
public final class Kit {
    /** The bindings that the kit speaks, as options and reports call them. */
    public static final List<String> BINDINGS = List.of("amqp", "rest-pull", "rest-push", "soap-pull", "soap-push");

    private static final int UNUSABLE = 2;

    private Kit() {}

    public static void main(String[] args) {
        System.exit(run(new PrintStream(System.out, true, StandardCharsets.UTF_8), args));
    }

    /** The same, for who starts what is under test in this very process; what {@link #main} would end with. */
    public static int run(PrintStream out, String... args) {
        Played played = play(out, args);
        if (!played.line().isEmpty()) {
            out.println(played.line());
        }
        return played.status();
    }

    /**
     * What came of a run, for who adds up several.
     *
     * @param status what the kit alone would end with
     * @param line the last line, if anything was played
     */
    public record Played(int status, long failed, String line) {}

    /** As {@link #run}, without the last line. */
    public static Played play(PrintStream out, String... args) {
        try {
            return play(out, Options.of(args));
        } catch (Unusable | Binding.Unreachable | IOException | GeneralSecurityException e) {
            out.println("conformance kit: " + e.getMessage());
            return new Played(UNUSABLE, 0, "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Played(UNUSABLE, 0, "");
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

    /** The last line of a run, or of several, in which {@code failed} cases and rules were broken. */
    public static String line(long failed) {
        List<Coverage.Row> rows = coverage();
        long covered = rows.stream().filter(Coverage.Row::isCovered).count();
        return "%d of %d MUSTs covered, %d failed".formatted(covered, rows.size(), failed);
    }

    private static Played play(PrintStream out, Options options)
            throws InterruptedException, IOException, GeneralSecurityException {
        if (options.help()) {
            out.print(Options.HELP);
            return new Played(0, 0, "");
        }
        if (options.coverage()) {
            List<Coverage.Row> rows = coverage();
            out.print(Table.of(rows));
            return new Played(rows.stream().allMatch(Coverage.Row::isCovered) ? 0 : 1, 0, "");
        }
        List<Case> cases = CaseFiles.of(options.role()).stream()
                .filter(each -> options.cases().matcher(each.id()).matches())
                .toList();
        if (options.list()) {
            cases.forEach(each -> out.println(each.id() + "  " + each.title()));
            return new Played(0, 0, "");
        }
        if (!BINDINGS.contains(options.binding())) {
            throw new Unusable(
                    "the kit does not speak " + options.binding() + " yet; it speaks " + String.join(", ", BINDINGS));
        }
        return options.role().equals("hub")
                ? new InFrontOfHub(options, out).play(cases)
                : new InFrontOfSpoke(options, out).play(cases);
    }
}
