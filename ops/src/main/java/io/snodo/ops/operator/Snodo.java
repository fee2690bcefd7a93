package io.snodo.ops.operator;

import io.snodo.messages.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Does what one command says, once. */
public final class Snodo {
    /** What diff exits with where it has found something, as 1 and 2 say that it could not look. */
    private static final int DIFFERENT = 3;

    private final Typed typed;
    private final InputStream in;
    private final PrintStream out;
    private final PrintStream aside;

    private Snodo(Typed typed, InputStream in, PrintStream out, PrintStream aside) {
        this.typed = typed;
        this.in = in;
        this.out = out;
        this.aside = aside;
    }

    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(run(List.of(args), System.in, out, new PrintStream(System.err, true, StandardCharsets.UTF_8)));
    }

    /** {@code aside} is for progress, questions and what went wrong. */
    public static int run(List<String> arguments, InputStream in, PrintStream out, PrintStream aside) {
        try {
            return new Snodo(Typed.of(arguments), in, out, aside).run();
        } catch (CannotDo e) {
            aside.println("ops/snodo: " + e.getMessage());
            return e.exitCode();
        }
    }

    private int run() throws CannotDo {
        if (typed.command().equals("new-key")) {
            return newKey();
        }
        if (typed.command().equals("members-from-csv")) {
            return new FromCsv(typed, out).run();
        }
        if (typed.command().equals("rotate") && Rotation.isOfFolder(typed)) {
            return new Rotation(typed, out, Clock.systemUTC()).run();
        }
        try (HubCalls hub = HubCalls.of(typed)) {
            return switch (typed.command()) {
                case "plan" -> plan(hub);
                case "diff" -> diff(hub);
                case "apply" -> apply(hub);
                case "export-folder" -> exportFolder(hub);
                case "members" -> members(hub);
                case "suspend" -> done(hub, "suspension", "suspended");
                case "resume" -> done(hub, "resumption", "resumed");
                case "tickets" -> tickets(hub);
                case "limits" -> limits(hub);
                case "database" -> database(hub);
                case "move-database" -> new MoveDatabase(hub, typed, out, aside).run();
                case "revoke-key" -> revoke(hub);
                case "rotate" -> rotate(hub);
                case "invite" -> new Invite(hub, typed, out, aside).run();
                case "withdraw-invitation" -> withdraw(hub);
                case "admit" -> admit(hub);
                case "certificates" -> certificates(hub);
                case "revoke-certificate" -> revokeCertificate(hub);
                case "audit" -> audit(hub);
                case "hubs", "pass-again" -> new Hubs(hub, typed).run(this::shown);
                case "exit" -> moved(hub, "departure", "on its way out");
                case "stay" -> moved(hub, "stay", "staying");
                case "erase" -> moved(hub, "erasure", "being deleted, for good");
                case "departure" -> departure(hub);
                case "export" -> new ExportFetch(hub, typed, aside).run();
                default -> throw CannotDo.typed("there is no command " + typed.command() + "; see ops/snodo --help");
            };
        }
    }

    private int plan(HubCalls hub) throws CannotDo {
        typed.nothingPlain();
        JsonNode plan = planned(hub);
        shown(plan, Words.plan(plan));
        return hasFaults(plan) ? 1 : 0;
    }

    private int diff(HubCalls hub) throws CannotDo {
        FolderCopy mine = FolderCopy.of(Path.of(typed.plain(0, 1, "folder")));
        aside.println("The hub is asked for its tenants folder…");
        List<FolderDifference.Line> lines = FolderDifference.between(FolderCopy.of(hub), mine);
        if (lines.isEmpty()) {
            return shown(
                    Json.MAPPER.createObjectNode().set("items", Json.MAPPER.createArrayNode()),
                    List.of("No difference: the hub goes by what this folder says."));
        }
        shown(
                Json.MAPPER.valueToTree(Map.of("items", lines)),
                lines.stream().map(FolderDifference.Line::words).toList());
        return DIFFERENT;
    }

    private int exportFolder(HubCalls hub) throws CannotDo {
        typed.nothingPlain();
        Path folder = Path.of(typed.required("--into", "the folder to write"));
        aside.println("The hub is asked for its tenants folder…");
        FolderCopy copy = FolderCopy.of(hub);
        copy.write(folder);
        out.println("Written: " + copy.files().size() + " files in " + folder + ", all that the hub goes by.");
        return 0;
    }

    private JsonNode planned(HubCalls hub) throws CannotDo {
        aside.println("The hub reads its tenants folder…");
        return hub.get("/plan");
    }

    private int apply(HubCalls hub) throws CannotDo {
        typed.nothingPlain();
        JsonNode plan = planned(hub);
        if (!typed.isJson()) {
            Words.plan(plan).forEach(out::println);
        }
        if (hasFaults(plan)) {
            throw CannotDo.refused("nothing is applied while the folder has faults; mend them, then ops/snodo apply");
        }
        if (plan.path("changes").isEmpty()) {
            return typed.isJson() ? shown(plan, List.of()) : 0;
        }
        if (!typed.isSure() && !agreed()) {
            throw CannotDo.refused("nothing is applied; in a script, say --yes");
        }
        JsonNode applied =
                hub.post("/registry", Map.of("plan", plan.path("plan").asString("")));
        return switch (applied.path("outcome").asString("")) {
            case "applied", "nothing_to_change" ->
                shown(
                        applied,
                        List.of("Applied: the registry is at version "
                                + applied.path("version").asLong(0) + ", members are told."));
            case "asked" ->
                shown(
                        applied,
                        List.of("Asked for: a member would be taken away, so a second operator has to apply the same"
                                + " within a day (ops/snodo apply)."));
            case "plan_outdated" ->
                throw CannotDo.refused("something has changed since; nothing is applied. See ops/snodo plan");
            default -> throw CannotDo.refused("the folder has faults; nothing is applied. See ops/snodo plan");
        };
    }

    private boolean agreed() {
        aside.print("Apply this? [y/N] ");
        aside.flush();
        try {
            String answer = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
            return answer != null
                    && List.of("y", "yes", "s", "sì", "si")
                            .contains(answer.strip().toLowerCase(java.util.Locale.ROOT));
        } catch (IOException e) {
            return false;
        }
    }

    private int done(HubCalls hub, String path, String what) throws CannotDo {
        String member = typed.plain(0, 1, "member");
        String reason = typed.required("--reason", "why, for the trail");
        JsonNode done = hub.post(of(member) + "/" + path, Map.of("reason", reason));
        return shown(done, List.of(Words.done(done, what)));
    }

    private int moved(HubCalls hub, String path, String what) throws CannotDo {
        String member = typed.plain(0, 1, "member");
        String reason = typed.required("--reason", "why, for the trail");
        JsonNode moved = hub.post(of(member) + "/" + path, Map.of("reason", reason));
        int exit = shown(moved, Departures.moved(member, moved, what));
        return moved.path("result").asString("").equals("refused") ? 1 : exit;
    }

    private int departure(HubCalls hub) throws CannotDo {
        String member = typed.plain(0, 1, "member");
        JsonNode departure = hub.get(of(member) + "/departure");
        return shown(departure, Departures.departure(departure));
    }

    private int members(HubCalls hub) throws CannotDo {
        typed.nothingPlain();
        JsonNode members = hub.get("/members");
        return shown(members, Words.members(members));
    }

    private int tickets(HubCalls hub) throws CannotDo {
        JsonNode tickets = hub.get(of(typed.plain(0, 1, "member")) + "/tickets");
        return shown(tickets, Words.tickets(tickets));
    }

    private int limits(HubCalls hub) throws CannotDo {
        JsonNode limits = hub.get(of(typed.plain(0, 1, "member")) + "/limits");
        return shown(limits, Words.limits(limits));
    }

    private int database(HubCalls hub) throws CannotDo {
        JsonNode database = hub.get(of(typed.plain(0, 1, "member")) + "/database");
        return shown(database, List.of(Words.database(database)));
    }

    private int revoke(HubCalls hub) throws CannotDo {
        String member = typed.plain(0, 2, "member, and which key");
        String key = typed.plain(1, 2, "key");
        String reason = typed.required("--reason", "why, for the trail");
        JsonNode done = hub.post(of(member) + "/revocations", Map.of("key", key, "reason", reason));
        return shown(done, List.of(Words.done(done, "the key is revoked")));
    }

    private int rotate(HubCalls hub) throws CannotDo {
        String member = typed.plain(0, 1, "member");
        String reason = typed.named().get("--reason");
        JsonNode renewing = hub.post(of(member) + "/renewal", reason == null ? Map.of() : Map.of("reason", reason));
        if (!renewing.path("result").asString("").equals("refused")) {
            return shown(renewing, List.of(Words.asked(renewing)));
        }
        throw CannotDo.refused(
                renewing.path("certificates").asString("").equals("folder")
                        ? "the certificates of " + member + " lie in the tenants folder: put the new one there with"
                                + " ops/snodo rotate " + member + " --seal FILE"
                        : "no certificate that " + member
                                + " joined with counts; let it join (again): ops/snodo invite " + member);
    }

    private int withdraw(HubCalls hub) throws CannotDo {
        JsonNode done = hub.delete(of(typed.plain(0, 1, "member")) + "/invitation");
        return shown(done, List.of(Words.done(done, "the invitation is withdrawn")));
    }

    private int admit(HubCalls hub) throws CannotDo {
        String member = typed.plain(0, 1, "member");
        Map<String, String> asked = new HashMap<>(Map.of("reason", typed.required("--reason", "why, for the trail")));
        String report = typed.named().get("--report");
        if (report != null) {
            try {
                asked.put("report", Files.readString(Path.of(report)).strip());
            } catch (IOException e) {
                throw CannotDo.refused("the report " + report + " cannot be read; it is report.jws of ops/conformance");
            }
        } else if (!typed.flags().contains("--without-report")) {
            throw CannotDo.typed("--report is missing: report.jws of the conformance kit, or say --without-report");
        }
        return shown(hub.post(of(member) + "/admission", asked), "admitted");
    }

    private int shown(JsonNode done, String what) {
        return shown(done, List.of(Words.done(done, what)));
    }

    private int certificates(HubCalls hub) throws CannotDo {
        String member = of(typed.plain(0, 1, "member"));
        JsonNode certificates = hub.get(member + "/certificates");
        List<String> lines = new ArrayList<>(Words.certificates(certificates));
        JsonNode renewing = hub.get(member + "/renewal");
        if (renewing.has("askedAt")) {
            lines.add(Words.renewal(renewing));
        }
        return shown(certificates, lines);
    }

    private int revokeCertificate(HubCalls hub) throws CannotDo {
        String member = typed.plain(0, 2, "member, and which certificate");
        String fingerprint = typed.plain(1, 2, "certificate");
        String reason = typed.required("--reason", "why, for the trail");
        JsonNode done =
                hub.post(of(member) + "/certificate-revocations", Map.of("fingerprint", fingerprint, "reason", reason));
        return shown(done, List.of(Words.done(done, "the certificate is revoked")));
    }

    private int audit(HubCalls hub) throws CannotDo {
        typed.nothingPlain();
        String limit = typed.named().getOrDefault("--limit", "50");
        JsonNode acts = hub.get("/acts?limit=" + URLEncoder.encode(limit, StandardCharsets.UTF_8));
        return shown(acts, Words.acts(acts));
    }

    private int newKey() throws CannotDo {
        Path file = Path.of(typed.plain(0, 1, "file"));
        OperatorKey key = OperatorKey.make(typed.required("--as", "the operator's user name in operators.yaml"));
        try {
            key.write(file);
        } catch (FileAlreadyExistsException e) {
            throw CannotDo.refused("there is a file " + file + " already; name another");
        } catch (IOException e) {
            throw CannotDo.refused("the file " + file + " cannot be written (" + e.getMessage() + "); name another");
        }
        aside.println("Written: " + file + ". Add this line to the entry of " + key.username()
                + " in the hub's operators.yaml, and start the hub again:");
        out.println("  " + key.yaml());
        return 0;
    }

    static String of(String member) {
        return "/members/" + URLEncoder.encode(member, StandardCharsets.UTF_8);
    }

    private static boolean hasFaults(JsonNode plan) {
        return !plan.path("faults").isEmpty();
    }

    private int shown(JsonNode answer, List<String> lines) {
        if (typed.isJson()) {
            out.println(Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(answer));
        } else {
            lines.forEach(out::println);
        }
        return 0;
    }
}
