package io.snodo.hub.operators;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.snodo.hub.members.Change;
import io.snodo.hub.members.TenantsUnusable;
import io.snodo.messages.MemberCode;
import io.snodo.messages.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What applying the tenants folder would change, or what is wrong with it.
 *
 * @param plan names these changes and no others; given back when they are to be applied
 */
public record Plan(
        String plan,
        @JsonInclude(JsonInclude.Include.ALWAYS) List<Line> changes,
        @JsonInclude(JsonInclude.Include.ALWAYS) List<Fault> faults) {
    /** The longest that is told. */
    static final int MOST = 10_000;

    /** One change. */
    public record Line(String kind, MemberCode about, String what) {
        static Line of(Change change) {
            return new Line(change.kind().name().toLowerCase(Locale.ROOT), change.about(), change.what());
        }

        /** Of one line of a {@link Phrase.Kind#CHANGES}. */
        String words() {
            return kind + " " + about + " " + what;
        }
    }

    /** One thing that is wrong in one file. */
    public record Fault(String file, String sentence) {}

    static Plan of(List<Change> changes) {
        List<Line> lines = changes.stream().map(Line::of).toList();
        return new Plan(digest(lines), lines.stream().limit(MOST).toList(), List.of());
    }

    static Plan of(TenantsUnusable unusable) {
        return new Plan(
                digest(List.of()),
                List.of(),
                unusable.faults().stream()
                        .map(fault -> new Fault(fault.file(), fault.sentence()))
                        .limit(MOST)
                        .toList());
    }

    private static String digest(List<Line> lines) {
        String all = lines.stream().map(line -> line.words() + "\n").collect(Collectors.joining());
        return Sha256.hex(all.getBytes(StandardCharsets.UTF_8));
    }
}
