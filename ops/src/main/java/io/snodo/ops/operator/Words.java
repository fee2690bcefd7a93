package io.snodo.ops.operator;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The hub's answers as lines for people. */
final class Words {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneId.systemDefault());

    private Words() {}

    static List<String> plan(JsonNode plan) {
        List<String> lines = new ArrayList<>();
        plan.path("faults")
                .forEach(fault -> lines.add("fault in " + text(fault, "file") + ": " + text(fault, "sentence")));
        lines.addAll(changes(plan));
        if (lines.isEmpty()) {
            lines.add("Nothing to change: the registry is what the folder says.");
        }
        return lines;
    }

    static List<String> changes(JsonNode plan) {
        return plan.path("changes")
                .valueStream()
                .map(change -> "%-26s %-17s %s"
                        .formatted(text(change, "kind").replace('_', ' '), text(change, "about"), text(change, "what")))
                .toList();
    }

    static List<String> members(JsonNode members) {
        List<String> lines = new ArrayList<>();
        lines.add(row("MEMBER", "NAME", "STATE", "BINDING", "CONNECTED", "LAST HELLO", "SPOKE", "REGISTRY"));
        members.path("items").forEach(member -> {
            lines.add(row(
                    text(member, "code"),
                    text(member, "name"),
                    text(member, "state"),
                    text(member, "binding"),
                    time(member, "connectedSince"),
                    time(member, "heardAt"),
                    text(member, "software"),
                    text(member, "registryVersion")));
            if (text(member, "state").equals("suspended")) {
                lines.add("    suspended since " + time(member, "since") + " by " + text(member, "by") + ": "
                        + text(member, "reason"));
            }
            member.path("keys")
                    .forEach(key -> lines.add("    key " + text(key, "id") + " ends " + time(key, "until")
                            + (key.path("heldByHub").asBoolean(false) ? ", held by the hub" : "")));
        });
        return lines;
    }

    static List<String> limits(JsonNode limits) {
        return limits.path("items")
                .valueStream()
                .map(limit -> "%-14s %,15d of %,15d%s"
                        .formatted(
                                text(limit, "limit").replace('_', ' '),
                                limit.path("used").asLong(0),
                                limit.path("most").asLong(0),
                                limit.has("perSecond") ? ", " + text(limit, "perSecond") + " more a second" : ""))
                .toList();
    }

    static String database(JsonNode database) {
        String in = "in " + text(database, "database");
        return switch (text(database, "phase")) {
            case "copying" -> in + ", being copied into " + text(database, "other") + "; nothing is written meanwhile";
            case "clearing" -> in + ", still to be taken away in " + text(database, "other");
            default -> in;
        };
    }

    static List<String> tickets(JsonNode tickets) {
        List<String> lines = tickets.path("items")
                .valueStream()
                .map(ticket -> "%-18s %-13s %-16s %s%s"
                        .formatted(
                                text(ticket, "number"),
                                text(ticket, "status"),
                                text(ticket, "category"),
                                time(ticket, "updatedAt"),
                                ticket.has("offeredTo") ? ", offered to " + text(ticket, "offeredTo") : ""))
                .collect(Collectors.toList());
        return lines.isEmpty() ? List.of("It holds no ticket that is not concluded.") : lines;
    }

    static List<String> certificates(JsonNode certificates) {
        List<String> lines = certificates
                .path("items")
                .valueStream()
                .map(each -> "%-10s %s  %s to %s%s"
                        .formatted(
                                text(each, "purpose"),
                                text(each, "fingerprint"),
                                time(each, "since"),
                                time(each, "until"),
                                each.has("revokedAt")
                                        ? "  revoked " + time(each, "revokedAt") + ": " + text(each, "reason")
                                        : each.has("renewalAskedAt")
                                                ? "  to be replaced, asked " + time(each, "renewalAskedAt")
                                                : ""))
                .toList();
        return lines.isEmpty() ? List.of("It has got no certificate by enrolment.") : lines;
    }

    static String asked(JsonNode renewing) {
        String member = text(renewing, "member");
        return text(renewing, "result").equals("done")
                ? member
                        + ": its spoke is asked for new keys, and makes them within a quarter of an hour if it runs; ops/snodo"
                        + " certificates " + member + " says whether it has."
                : member + ": nothing to do, it was asked already. " + renewal(renewing);
    }

    static String renewal(JsonNode renewing) {
        return "Asked to renew " + time(renewing, "askedAt") + " by " + text(renewing, "askedBy")
                + (renewing.has("reason") ? " (" + text(renewing, "reason") + ")" : "")
                + (renewing.has("doneAt")
                        ? ", done " + time(renewing, "doneAt") + "."
                        : ", not done yet; to be done by " + time(renewing, "due") + ".");
    }

    /** Each hub a line, and below each message found at fault a line. */
    static List<String> hubs(JsonNode both) {
        List<String> lines = new ArrayList<>();
        for (JsonNode hub : both.path("hubs")) {
            lines.add("%-16s %-28.28s %-10s %-24s waiting %d%s, found at fault %d%s"
                    .formatted(
                            text(hub, "hub"),
                            text(hub, "name"),
                            text(hub, "state").replace('_', ' '),
                            (hub.has("code") ? text(hub, "code") + " " : "") + time(hub, "since"),
                            hub.path("waiting").asLong(0),
                            hub.has("oldest") ? " since " + time(hub, "oldest") : "",
                            hub.path("parked").asLong(0),
                            hub.path("parkedDeliveries").asLong(0) > 0
                                    ? ", parked deliveries "
                                            + hub.path("parkedDeliveries").asLong(0)
                                    : ""));
        }
        for (JsonNode one : both.path("parked")) {
            lines.add("  %d  %s  to %s from %s  %s  %s  after %d attempts"
                    .formatted(
                            one.path("id").asLong(0),
                            time(one, "since"),
                            text(one, "hub"),
                            text(one, "sender"),
                            one.has("ticket") ? text(one, "ticket") : "receipt",
                            text(one, "cause"),
                            one.path("attempts").asLong(0)));
        }
        return lines.isEmpty() ? List.of("This hub has no neighbouring hubs.") : lines;
    }

    static List<String> acts(JsonNode acts) {
        List<String> lines = acts.path("items")
                .valueStream()
                .map(act -> "%s  %-16s %-11s %-16s %-13s %s%s"
                        .formatted(
                                time(act, "at"),
                                text(act, "operator"),
                                text(act, "kind").replace('_', '-'),
                                text(act, "about"),
                                text(act, "result").replace('_', ' '),
                                text(act, "what"),
                                act.has("reason") ? " (" + text(act, "reason") + ")" : ""))
                .toList();
        return lines.isEmpty() ? List.of("No operator has done anything yet.") : lines;
    }

    static String done(JsonNode done, String what) {
        String member = text(done.path("member"), "code");
        return switch (text(done, "result")) {
            case "done" -> member + ": " + what + ".";
            case "asked" -> member + ": asked for; it happens when a second operator says the same.";
            default -> member + ": nothing to do, it is so already or there is no such key.";
        };
    }

    private static String row(String... cells) {
        return "%-17s %-28.28s %-10s %-10s %-17s %-17s %-18.18s %s"
                .formatted((Object[]) cells)
                .stripTrailing();
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("-");
    }

    private static String time(JsonNode node, String field) {
        String time = node.path(field).asString("");
        return time.isEmpty() ? "-" : TIME.format(Instant.parse(time));
    }
}
