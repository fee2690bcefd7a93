package io.snodo.hub.members.folder;

import io.snodo.hub.members.AgreementTemplate;
import io.snodo.messages.body.Deed;
import io.snodo.messages.body.Registry.Agreement.Kind;
import io.snodo.messages.body.Terms;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * One {@code agreements/<id>.yaml}; its schema is {@code tenants/schema/agreement.schema.json}.
 *
 * @param previousUntil the last day before which older versions go on counting for those who accepted them
 */
record TemplateFile(
        String id,
        int version,
        List<Kind> kinds,
        Deed.Text title,
        Deed.Text summary,
        Says terms,
        @Nullable LocalDate previousUntil) {
    private static final ZoneId ITALY = ZoneId.of("Europe/Rome");

    /** As {@link Terms}, with sizes as people write them. */
    record Says(
            @Nullable List<String> categories,
            @Nullable List<String> skills,
            Terms.@Nullable Hours hours,
            @Nullable Integer share,
            @Nullable Ceiling ceiling,
            Terms.@Nullable Visibility visibility,
            @Nullable Files attachments,
            @Nullable Integer retention) {
        Says {
            if (share != null && (share < 1 || share > 100)) {
                throw new IllegalArgumentException("terms.share must be 1 to 100 per cent, or absent");
            }
            if (retention != null && retention < 1) {
                throw new IllegalArgumentException("terms.retention must be at least a day, or absent");
            }
        }
    }

    /** As {@link Terms.Ceiling}. */
    record Ceiling(@Nullable Integer atOnce, @Nullable Integer aDay) {}

    /** As {@code 10MB}, and media types; either may be absent. */
    record Files(@Nullable String maxSize, @Nullable Set<String> types) {}

    @SuppressWarnings("ConstantValue") // what is absent comes as null from YAML
    TemplateFile {
        if (id == null || !id.matches("[a-z][a-z0-9-]{1,39}")) {
            throw new IllegalArgumentException("id must be 2 to 40 of a-z 0-9 -");
        }
        if (version < 1) {
            throw new IllegalArgumentException("version must be at least 1");
        }
        if (kinds == null || kinds.isEmpty() || title == null || summary == null || terms == null) {
            throw new IllegalArgumentException("kinds, title, summary and terms must be there");
        }
        if (kinds.contains(Kind.OVERFLOW)
                && (terms.skills() == null || terms.skills().isEmpty())) {
            throw new IllegalArgumentException("terms.skills must say what operators are lent for");
        }
    }

    AgreementTemplate template() {
        Files files = terms.attachments();
        Ceiling ceiling = terms.ceiling();
        return new AgreementTemplate(
                id,
                version,
                kinds.stream().sorted().toList(),
                title,
                summary,
                new Terms(
                        listed(terms.categories()),
                        listed(terms.skills()),
                        terms.hours(),
                        orZero(terms.share()),
                        ceiling == null ? null : new Terms.Ceiling(orZero(ceiling.atOnce()), orZero(ceiling.aDay())),
                        terms.visibility(),
                        files == null
                                ? null
                                : new Terms.Files(
                                        files.maxSize() == null
                                                ? 0
                                                : DataSize.parse(files.maxSize())
                                                        .toBytes(),
                                        files.types() == null
                                                ? List.of()
                                                : files.types().stream()
                                                        .sorted()
                                                        .toList()),
                        orZero(terms.retention())),
                previousUntil == null ? null : previousUntil.atStartOfDay(ITALY).toInstant());
    }

    private static int orZero(@Nullable Integer number) {
        return number == null ? 0 : number;
    }

    private static List<String> listed(@Nullable List<String> words) {
        return words == null ? List.of() : words;
    }
}
