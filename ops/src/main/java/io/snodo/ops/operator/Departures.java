package io.snodo.ops.operator;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Departures in words. */
final class Departures {
    private Departures() {}

    static List<String> moved(String member, JsonNode moved, String what) {
        List<String> lines = new ArrayList<>();
        lines.add(
                switch (moved.path("result").asString("")) {
                    case "done" -> member + " is " + what + ".";
                    case "asked" -> "Asked for; a second operator has to say the same within a day.";
                    case "refused" -> "Not yet: something hinders it.";
                    default -> "There was nothing to do; ops/snodo audit says why.";
                });
        if (moved.has("departure")) {
            lines.addAll(departure(moved.path("departure")));
        }
        return lines;
    }

    static List<String> departure(JsonNode departure) {
        List<String> lines = new ArrayList<>();
        String member = departure.path("member").asString("");
        switch (departure.path("stage").asString("")) {
            case "leaving" ->
                lines.add(member + " leaves until " + departure.path("due").asString("") + ", "
                        + left(departure.path("secondsLeft").asLong(0)) + "; "
                        + departure.path("held").asLong(0)
                        + " tickets in its hands.");
            case "erasing" -> lines.add("What is " + member + "'s own is being deleted.");
            default ->
                lines.add(member + " has left at " + departure.path("endedAt").asString("")
                        + "; --json shows the certificate.");
        }
        departure.path("hinders").forEach(hinders -> lines.add("  " + hindrance(hinders.asString(""), member)));
        return lines;
    }

    private static String left(long seconds) {
        return seconds < 0
                ? "overdue by " + -seconds / 3600 + " h " + -seconds / 60 % 60 + " min"
                : seconds / 3600 + " h " + seconds / 60 % 60 + " min left";
    }

    private static String hindrance(String code, String member) {
        return switch (code) {
            case "tickets_held" ->
                "tickets are to be concluded or handed on first; ops/snodo tickets " + member + " lists them";
            case "export_missing" -> "its export is not written yet; ops/snodo export " + member + " --output FILE";
            case "export_not_fetched" -> "its export is to be fetched first";
            case "export_outdated" -> "it has said something since its export: ops/snodo export again";
            default -> code;
        };
    }
}
