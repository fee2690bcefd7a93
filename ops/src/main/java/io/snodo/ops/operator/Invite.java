package io.snodo.ops.operator;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** {@code ops/snodo invite}: invitations for one member, several, or all that have none of their certificates yet. */
final class Invite {
    private final HubCalls hub;
    private final Typed typed;
    private final PrintStream out;
    private final PrintStream aside;

    Invite(HubCalls hub, Typed typed, PrintStream out, PrintStream aside) {
        this.hub = hub;
        this.typed = typed;
        this.out = out;
        this.aside = aside;
    }

    int run() throws CannotDo {
        List<String> members = members();
        String into = typed.named().get("--into");
        if (into == null && members.size() > 1) {
            throw CannotDo.typed("where to? Name a folder for the invitations with --into");
        }
        int number = 0;
        for (String member : members) {
            JsonNode invited =
                    hub.post("/members/" + URLEncoder.encode(member, StandardCharsets.UTF_8) + "/invitation", Map.of());
            String invitation = invited.path("invitation").asString("");
            if (into == null) {
                out.println(invitation);
            } else {
                Path file = write(Path.of(into), member, invitation);
                number++;
                out.println(number + "/" + members.size() + "  " + member + "  until "
                        + invited.path("until").asString("") + "  " + file);
            }
        }
        aside.println("Send each to its member by a way that nobody else reads: whoever has it can join in its place,"
                + " once.");
        return 0;
    }

    private List<String> members() throws CannotDo {
        if (!typed.flags().contains("--all")) {
            if (typed.plain().isEmpty()) {
                throw CannotDo.typed("which member? See ops/snodo invite --help");
            }
            return typed.plain();
        }
        typed.nothingPlain();
        List<String> waiting = hub.get("/members")
                .path("items")
                .valueStream()
                .filter(member -> member.path("state").asString("").equals("invited"))
                .map(member -> member.path("code").asString(""))
                .toList();
        if (waiting.isEmpty()) {
            throw CannotDo.refused("there is no member without certificates; ops/snodo members lists all");
        }
        return waiting;
    }

    private static Path write(Path folder, String member, String invitation) throws CannotDo {
        Path file = folder.resolve(member + ".invitation");
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, invitation + "\n");
            return file;
        } catch (IOException e) {
            throw CannotDo.refused("the file " + file + " cannot be written (" + e.getMessage() + "); name another"
                    + " folder with --into");
        }
    }
}
