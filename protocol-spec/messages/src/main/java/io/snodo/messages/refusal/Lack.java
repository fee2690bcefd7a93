package io.snodo.messages.refusal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The agreement that would be needed, and how to get it.
 *
 * @param grantor the code of the member that would have to grant it
 * @param category what it would have to be for; absent where that does not matter
 * @param agreement one that both belong to and that would do, once those {@code waiting} have accepted it
 * @param template the nearest that would do; with no {@code agreement} the hub's operator would have to apply it
 * @param version of the template; 0 where there is none
 */
public record Lack(
        Kind kind,
        String grantor,
        String grantee,
        @Nullable String category,
        @Nullable String agreement,
        @Nullable String template,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int version,
        @Nullable Title title,
        List<String> waiting) {
    @SuppressWarnings("ConstantValue") // an empty list is absent from JSON
    public Lack {
        waiting = waiting == null ? List.of() : List.copyOf(waiting);
    }

    /** What one member would have to grant the other. */
    public enum Kind {
        @JsonProperty("handover")
        HANDOVER,
        @JsonProperty("overflow")
        OVERFLOW;

        /** As in JSON. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The template's, in both languages. */
    public record Title(String it, String en) {}

    /** Where nothing that is known would do. */
    public static Lack of(Kind kind, String grantor, String grantee, @Nullable String category) {
        return new Lack(kind, grantor, grantee, category, null, null, 0, null, List.of());
    }

    /** With the template that would do, were it applied to both. */
    public Lack nearest(String id, int itsVersion, Title itsTitle) {
        return new Lack(kind, grantor, grantee, category, null, id, itsVersion, itsTitle, List.of());
    }

    /** With the agreement of that template which would do, had {@code whom} accepted it. */
    public Lack in(String applied, List<String> whom) {
        return new Lack(kind, grantor, grantee, category, applied, template, version, title, whom);
    }

    /** For a program's log: in one line, and without anybody's words. */
    public String line() {
        String what = kind.wire() + " by " + grantor + " for " + grantee + (category == null ? "" : " of " + category);
        if (template == null) {
            return what + "; no template would allow it";
        }
        String nearest = "; template " + template + " version " + version;
        return agreement == null
                ? what + nearest + " is not applied to both"
                : what + nearest + " in agreement " + agreement + " waits for " + codes();
    }

    /** For a person: what is missing, and what to do. */
    String sentence(String language) {
        return "it".equals(language) ? it() : en();
    }

    private String it() {
        String what = switch (kind) {
            case HANDOVER -> grantor + " non ha concordato di prendere ticket da " + grantee;
            case OVERFLOW -> grantor + " non presta operatori a " + grantee;
        };
        String whole = what + (category == null ? "" : " per «" + category + "»") + ". ";
        if (template == null || title == null) {
            return whole + "Nessun modello di accordo lo prevede: chiedetelo al gestore del nodo.";
        }
        String named = "«" + title.it() + "» (" + template + ", versione " + version + ")";
        return agreement == null
                ? whole + "Lo prevede il modello " + named + ": chiedete al gestore del nodo di applicarlo ai due enti."
                : whole + "Lo prevede l'accordo " + agreement + ", " + named + ": lo deve ancora accettare " + codes()
                        + ", alla pagina Accordi.";
    }

    private String en() {
        String what = switch (kind) {
            case HANDOVER -> grantor + " has not agreed to take tickets from " + grantee;
            case OVERFLOW -> grantor + " does not lend operators to " + grantee;
        };
        String whole = what + (category == null ? "" : " for “" + category + "”") + ". ";
        if (template == null || title == null) {
            return whole + "No template of agreements provides for it: ask the hub's operator.";
        }
        String named = "“" + title.en() + "” (" + template + ", version " + version + ")";
        return agreement == null
                ? whole + "The template " + named + " provides for it: ask the hub's operator to apply it to the two."
                : whole + "Agreement " + agreement + ", " + named + ", provides for it: it has still to be accepted by "
                        + codes() + ", on the page Agreements.";
    }

    private String codes() {
        return String.join(", ", waiting);
    }
}
