package io.snodo.ops.attack.assaults;

import io.snodo.ops.attack.interfaces.Door;
import io.snodo.ops.attack.seen.Answer;
import io.snodo.ops.attack.seen.Judge;
import io.snodo.ops.attack.seen.Masked;
import io.snodo.ops.attack.visitors.HttpHand;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The files that a server keeps, asked for by their names: none is served, under no path. */
public final class FileAssault {
    private static final List<String> BELOW = List.of(
            "/",
            "/data/",
            "/attachments/",
            "/assets/",
            "/webjars/",
            "/static/",
            "/files/",
            "/api/v1/",
            "/api/v1/attachments/",
            "/track/",
            "/assets/..%2f..%2f",
            "/webjars/%2e%2e/%2e%2e/",
            "/..;/",
            "/assets/..%5c");

    /** What servers of this make tell about themselves if they are let. */
    private static final List<String> INSIDE = List.of(
            "/actuator/env",
            "/actuator/beans",
            "/actuator/heapdump",
            "/actuator/threaddump",
            "/actuator/loggers",
            "/actuator/metrics",
            "/actuator/mappings",
            "/actuator/configprops",
            "/actuator/httpexchanges",
            "/actuator/logfile",
            "/h2-console",
            "/jolokia",
            "/v3/api-docs",
            "/WEB-INF/web.xml",
            "/META-INF/MANIFEST.MF",
            "/hub.yaml",
            "/spoke.yaml",
            "/api/v1/services",
            "/console/../api/v1/tickets");

    private static final int MOST = 24;

    private final Judge judge;

    public FileAssault(Judge judge) {
        this.judge = judge;
    }

    /** {@code folder} is what the server behind {@code hand} keeps; where there is none, only what it may tell. */
    public void on(HttpHand hand, Path folder, boolean all) throws IOException {
        for (String path : INSIDE) {
            judge.tally().attempt(Door.FILES, hand.role());
            Answer answer = get(hand, path);
            Judge.Attempt attempt = new Judge.Attempt(Door.FILES, hand.role(), path, false);
            judge.content(attempt, answer, Set.of());
            if (answer.status() == 200) {
                judge.access(attempt, "answered with " + answer.body().length + " octets");
            }
        }
        for (String name : names(folder, all)) {
            for (String below : all ? BELOW : BELOW.subList(0, 4)) {
                judge.tally().attempt(Door.FILES, hand.role());
                String nobodys = name.replaceAll("[A-Za-z0-9]", "q");
                Answer answer = get(hand, below + encoded(name));
                Judge.Attempt attempt = new Judge.Attempt(Door.FILES, hand.role(), "a file below " + below, false);
                Set<String> sent = new HashSet<>(List.of(name, encoded(name), nobodys, encoded(nobodys)));
                judge.content(attempt, answer, sent);
                judge.existence(attempt, Masked.of(answer, sent), Masked.of(get(hand, below + encoded(nobodys)), sent));
            }
        }
    }

    private static Answer get(HttpHand hand, String path) {
        return hand.send("GET", path, Map.of(), "", new byte[0]);
    }

    /** Those of attachments and of what is under way; of the database and the broker a few. */
    private static List<String> names(Path folder, boolean all) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<String> names = files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .toList();
            List<String> kept = names.stream()
                    .filter(name -> !name.startsWith("postgres/") && !name.startsWith("broker/"))
                    .limit(all ? MOST : 4)
                    .toList();
            return Stream.concat(
                            kept.stream(),
                            names.stream()
                                    .filter(name -> name.endsWith(".password") || name.endsWith("postgresql.conf"))
                                    .limit(3))
                    .distinct()
                    .toList();
        }
    }

    private static String encoded(String name) {
        return Stream.of(name.split("/"))
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
                .reduce((one, other) -> one + "/" + other)
                .orElse("");
    }
}
