package io.snodo.spoke.desk;

import io.snodo.messages.body.Registry;
import io.snodo.spoke.link.RegistryCopy;
import io.snodo.spoke.tenant.Tenant;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Where something may be: the members' territories by name, any other by its ISTAT code. */
@Component
public class Territories {
    private final RegistryCopy registry;
    private final Tenant tenant;

    Territories(RegistryCopy registry, Tenant tenant) {
        this.registry = registry;
        this.tenant = tenant;
    }

    /** A member's territory, by the name people say. */
    public record Territory(String code, String name) {}

    /** Ours and the other members', by name. */
    public List<Territory> known() {
        Stream<Territory> others = registry.current().members().stream()
                .filter(m -> !m.code().equals(tenant.member()))
                .map(Territories::of);
        return Stream.concat(Stream.of(new Territory(tenant.territory(), said(tenant.name()))), others)
                .sorted(Comparator.comparing(Territory::name))
                .toList();
    }

    /** The ISTAT code of what was typed, a name or the code itself; ours for nothing, empty for what is neither. */
    public Optional<String> code(String typed) {
        if (typed.isBlank()) {
            return Optional.of(tenant.territory());
        }
        String wanted = plain(typed);
        return wanted.matches("[0-9]{6}")
                ? Optional.of(wanted)
                : known().stream()
                        .filter(t -> plain(t.name()).equals(wanted))
                        .map(Territory::code)
                        .findFirst();
    }

    /** How a person says it; the code where no member is known there. */
    public String name(String code) {
        return known().stream()
                .filter(t -> t.code().equals(code))
                .map(Territory::name)
                .findFirst()
                .orElse(code);
    }

    private static Territory of(Registry.Member member) {
        return new Territory(member.territory(), said(member.name()));
    }

    private static String said(String member) {
        return member.replaceFirst("^Comune di ", "");
    }

    private static String plain(String typed) {
        return Normalizer.normalize(said(typed.strip()), Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT);
    }
}
