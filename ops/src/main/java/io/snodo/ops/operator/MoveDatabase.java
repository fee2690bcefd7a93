package io.snodo.ops.operator;

import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/** {@code ops/snodo move-database}: asks for it, and shows how far it is until it has come to its end. */
final class MoveDatabase {
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final HubCalls hub;
    private final Typed typed;
    private final PrintStream out;
    private final PrintStream aside;

    MoveDatabase(HubCalls hub, Typed typed, PrintStream out, PrintStream aside) {
        this.hub = hub;
        this.typed = typed;
        this.out = out;
        this.aside = aside;
    }

    int run() throws CannotDo {
        String member = typed.plain(0, 1, "member");
        String to = typed.required("--to", "which of the hub's databases");
        String reason = typed.required("--reason", "why, for the trail");
        String path = "/members/" + URLEncoder.encode(member, StandardCharsets.UTF_8) + "/database";
        JsonNode moving = hub.post(path, Map.of("to", to, "reason", reason));
        if (moving.path("result").asString("").equals("refused")) {
            throw CannotDo.refused("the hub does not move " + member + " to " + to
                    + ": it has to be suspended, and the database one of snodo.databases; see ops/snodo audit");
        }
        while (moving.path("running").asBoolean(false)) {
            aside.println(
                    moving.path("copied").asLong(0) + "/" + moving.path("all").asLong(0) + " copied");
            LockSupport.parkNanos(PAUSE.toNanos());
            moving = hub.get(path);
        }
        return ended(moving, member, to);
    }

    private int ended(JsonNode moving, String member, String to) throws CannotDo {
        String state = Words.database(moving);
        if (!moving.path("phase").asString("").equals("here")
                || !moving.path("database").asString("").equals(to)) {
            throw CannotDo.refused("it came to no end ("
                    + moving.path("fault").asString("interrupted").replace('_', ' ') + "): " + member + " is " + state
                    + ". The same command goes on; if it is not to be, say --to with the other one");
        }
        out.println(
                typed.isJson()
                        ? moving.toString()
                        : member + " is " + state + ". Say so in its tenant.yaml (database: " + to
                                + "; nothing for first), and let it in again: ops/snodo resume " + member);
        return 0;
    }
}
