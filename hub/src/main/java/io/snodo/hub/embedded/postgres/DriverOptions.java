package io.snodo.hub.embedded.postgres;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the hub uses the database's driver, as far as the address does not say otherwise itself. */
final class DriverOptions {
    private static final Map<String, String> USUAL = new LinkedHashMap<>();

    static {
        USUAL.put("reWriteBatchedInserts", "true");
        // seconds: nothing the hub does takes longer, and a server that went away must not hold a thread for good
        USUAL.put("connectTimeout", "10");
        USUAL.put("socketTimeout", "60");
        USUAL.put("tcpKeepAlive", "true");
        USUAL.put("ApplicationName", "snodo-hub");
    }

    /** The database's own words about a failure hold what people wrote; nobody may turn that on by an address. */
    private static final String WORDS = "logServerErrorDetail";

    private DriverOptions() {}

    /** The address with what it leaves out. */
    static String complete(String url) {
        int question = url.indexOf('?');
        String address = question < 0 ? url : url.substring(0, question);
        String said = question < 0 ? "" : url.substring(question + 1);
        Set<String> names = options(said).map(DriverOptions::name).collect(Collectors.toSet());
        return Stream.of(
                        options(said).filter(option -> !name(option).equals(WORDS)),
                        USUAL.entrySet().stream()
                                .filter(option -> !names.contains(option.getKey()))
                                .map(option -> option.getKey() + "=" + option.getValue()),
                        Stream.of(WORDS + "=false"))
                .flatMap(options -> options)
                .collect(Collectors.joining("&", address + "?", ""));
    }

    private static Stream<String> options(String said) {
        return Stream.of(said.split("&")).filter(option -> !option.isEmpty());
    }

    private static String name(String option) {
        int equals = option.indexOf('=');
        return equals < 0 ? option : option.substring(0, equals);
    }
}
