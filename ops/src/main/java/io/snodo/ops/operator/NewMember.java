package io.snodo.ops.operator;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** One line's member, as its {@code tenant.yaml} will say it. */
record NewMember(int line, Map<String, String> said) {
    static final Set<String> REQUIRED = Set.of("code", "name", "prefix", "istat");
    static final Set<String> COLUMNS = Set.of(
            "code",
            "name",
            "prefix",
            "istat",
            "binding",
            "endpoint",
            "phone",
            "office",
            "skills",
            "languages",
            "operators");
    private static final Set<String> BINDINGS = Set.of("amqp", "rest-pull", "rest-push", "soap-pull", "soap-push");

    String code() {
        return of("code", "").toLowerCase(Locale.ROOT);
    }

    String prefix() {
        return of("prefix", "").toUpperCase(Locale.ROOT);
    }

    /** The name of its folder. */
    String folder() {
        return code();
    }

    private String binding() {
        return of("binding", "amqp").toLowerCase(Locale.ROOT);
    }

    private String of(String column, String otherwise) {
        String value = said.getOrDefault(column, "");
        return value.isBlank() ? otherwise : value;
    }

    private List<String> words(String column, String otherwise) {
        return Arrays.stream(of(column, otherwise).split("[\\s]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** What is wrong with it by itself. */
    List<String> faults(Set<String> categories) {
        List<String> faults = new ArrayList<>();
        demand(faults, code().matches("[a-z0-9][a-z0-9_-]{1,15}"), "code is no IPA code: " + of("code", "(empty)"));
        demand(faults, !code().equals("hub"), "nobody may be called hub");
        demand(faults, !of("name", "").isEmpty() && of("name", "").length() <= 200, "name is missing or too long");
        demand(
                faults,
                prefix().matches("[A-Z0-9]{3,6}"),
                "prefix must be 3 to 6 of A-Z 0-9: " + of("prefix", "(empty)"));
        demand(faults, of("istat", "").matches("[0-9]{6}"), "istat must be six digits: " + of("istat", "(empty)"));
        demand(
                faults,
                BINDINGS.contains(binding()),
                "binding must be one of amqp, rest-pull, rest-push, soap-pull, soap-push: " + binding());
        demand(
                faults,
                binding().endsWith("-push") == !of("endpoint", "").isEmpty(),
                binding().endsWith("-push")
                        ? "endpoint is missing: where the hub calls it"
                        : "endpoint is for members that the hub calls (rest-push, soap-push)");
        demand(
                faults,
                of("endpoint", "").isEmpty() || isHttps(of("endpoint", "")),
                "endpoint must be an https address");
        demand(
                faults,
                of("phone", "").isEmpty() || of("phone", "").matches("\\+[0-9 ]{6,20}"),
                "phone must begin with + and the country");
        demand(faults, of("operators", "1").matches("[0-9]{1,4}"), "operators must be a number");
        words("languages", "it")
                .forEach(each -> demand(faults, each.matches("[a-z]{2}"), "no language (two letters): " + each));
        words("skills", "")
                .forEach(each ->
                        demand(faults, categories.contains(each), "no category of the network's vocabulary: " + each));
        return faults;
    }

    private static void demand(List<String> faults, boolean met, String otherwise) {
        if (!met) {
            faults.add(otherwise);
        }
    }

    private static boolean isHttps(String endpoint) {
        try {
            URI uri = URI.create(endpoint);
            return "https".equals(uri.getScheme()) && uri.getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    Map<String, Object> yaml() {
        Map<String, Object> yaml = new LinkedHashMap<>();
        yaml.put("member", code());
        yaml.put("name", of("name", ""));
        yaml.put("prefix", prefix());
        yaml.put("territory", of("istat", ""));
        yaml.put("languages", words("languages", "it"));
        yaml.put("timezone", "Europe/Rome");
        if (!of("phone", "").isEmpty()) {
            yaml.put("phone", of("phone", ""));
        }
        yaml.put("office", Map.of("code", "urp", "name", of("office", "Ufficio relazioni con il pubblico")));
        yaml.put("skills", words("skills", ""));
        yaml.put("operators", Integer.parseInt(of("operators", "1")));
        yaml.put("queue", Map.of("name", "urp", "high", 8, "low", 3));
        yaml.put("agreements", List.of());
        if (!binding().equals("amqp")) {
            yaml.put(
                    "binding",
                    of("endpoint", "").isEmpty()
                            ? Map.of("kind", binding())
                            : Map.of("kind", binding(), "endpoint", of("endpoint", "")));
        }
        return yaml;
    }

    String words() {
        return "%-17s %-40.40s %-7s %s  %s".formatted(code(), of("name", ""), prefix(), of("istat", ""), binding());
    }
}
