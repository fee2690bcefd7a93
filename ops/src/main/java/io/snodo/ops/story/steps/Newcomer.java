package io.snodo.ops.story.steps;

import static io.snodo.ops.demo.DemoMember.VENEZIA;

import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.VerifyKey;
import io.snodo.ops.demo.Node;
import io.snodo.ops.operator.Snodo;
import io.snodo.ops.requests.Request;
import io.snodo.ops.story.surfaces.Api;
import io.snodo.ops.story.surfaces.Desk;
import io.snodo.ops.story.surfaces.NotObserved;
import io.snodo.ops.story.surfaces.Observe;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A fifth municipality joins by invitation, practises, is admitted, hands a ticket to Venezia, and is suspended. */
public final class Newcomer implements Step {
    private static final MemberCode MILANO = new MemberCode("c_f205");
    private static final MemberCode PRACTICE = new MemberCode("prova_accoglie");
    private static final Pattern LOGIN = Pattern.compile("Login for the desk: (\\S+), password (\\S+) ");
    private static final Duration IN_FORCE = Duration.ofSeconds(2);
    private static final Duration HOUR = Duration.ofMinutes(60);

    @Override
    public String title() {
        return "Milano joins by one command, practises, is admitted, hands a ticket to Venezia; suspended, no door opens";
    }

    @Override
    public void play(Stage stage) {
        Path home = stage.network().folder().root().resolve("milano");
        Matcher login = joined(stage, home);
        Node spoke = stage.network().newcomer("milano", home, freePort());
        stage.network().restart(spoke);
        awaitState(stage, "in_trial");
        Desk milano = Desk.logIn("Milano", MILANO, spoke.address(), login.group(1), login.group(2));
        practise(stage, milano);
        admitted(stage, milano);
        suspended(stage, home);
    }

    private static Matcher joined(Stage stage, Path home) {
        Path folder = stage.network().folder().tenants();
        Path csv = write(
                stage.network().folder().root().resolve("members.csv"),
                "code,name,prefix,istat,binding,skills\nc_f205,Comune di Milano,F205,015146,amqp,tributi\n");
        snodo(stage, "members-from-csv", csv.toString(), "--into", folder.toString());
        snodo(stage, "apply", "--yes");
        Path invitations = stage.network().folder().root().resolve("invitations");
        snodo(stage, "invite", MILANO.value(), "--into", invitations.toString());
        String told = stage.network()
                .spoke(
                        home,
                        List.of(
                                "join",
                                invitations.resolve(MILANO + ".invitation").toString(),
                                "--folder",
                                home.toString(),
                                "--language",
                                "en"));
        Matcher login = LOGIN.matcher(told);
        Observe.that(login.find(), "joining tells the login for the desk: " + told);
        Observe.that(told.contains("both ways"), "joining tries the connection both ways: " + told);
        stage.say("one line of a CSV, one invitation, one command: Milano has its certificates and its desk");
        return login;
    }

    private static void practise(Stage stage, Desk milano) {
        Request request = stage.request();
        String contact = milano.recordContact(request, "015146", "");
        TicketNumber number = milano.openTicket(contact, request.subject(), "").number();
        milano.offer(number, PRACTICE, "Per prova.", HOUR);
        milano.see(number, "accepted by its practice partner", t -> t.owner().equals(PRACTICE.value()));
        stage.say("in trial: a practice partner of the hub's takes Milano's ticket, and nobody else sees either");
    }

    private static void admitted(Stage stage, Desk milano) {
        Path tenant = stage.network().folder().tenant(VENEZIA).resolve("tenant.yaml");
        String text = read(tenant);
        Observe.that(text.contains("grantsTo: [c_g337"), "Venezia's tenant.yaml says whom it grants what");
        write(tenant, text.replace("grantsTo: [c_g337", "grantsTo: [c_f205, c_g337"));
        snodo(stage, "admit", MILANO.value(), "--without-report", "--reason", "seen at work in the story");
        snodo(stage, "apply", "--yes");
        Request request = stage.request();
        String contact = milano.recordContact(request, "027042", "");
        TicketNumber number = milano.openTicket(contact, request.subject(), "").number();
        Observe.until(
                "Milano's desk offers Venezia as a destination",
                () -> milano.offers(number, VENEZIA.code()),
                there -> there);
        milano.offer(number, VENEZIA.code(), "Il ponte è vostro.", HOUR);
        Desk venezia = stage.desk(VENEZIA);
        venezia.see(number, "offered to it", t -> t.offeredTo().equals(venezia.code()));
        venezia.accept(number);
        milano.see(number, "as Venezia's", t -> t.owner().equals(venezia.code()));
        stage.say("admitted: " + number + " passes from Milano to Venezia under the number that Milano gave it");
    }

    private static void suspended(Stage stage, Path home) {
        Api api = new Api(stage.hub(), MILANO, sealKey(home));
        Observe.that(api.get("/members").status() == 200, "Milano's program is served");
        snodo(stage, "suspend", MILANO.value(), "--reason", "the end of the story");
        Api.Answer refused = Observe.until(
                IN_FORCE,
                "Milano's program is turned away",
                () -> api.get("/members"),
                answer -> answer.status() == 403);
        Observe.that(refused.code().equals("member_suspended"), "it is told why: " + refused);
        awaitState(stage, "suspended");
        stage.say("suspended: within two seconds " + refused.code() + ", and the others see it in their registry");
    }

    private static void awaitState(Stage stage, String state) {
        Observe.until(
                "Milano is " + state,
                () -> Json.MAPPER
                        .readTree(snodo(stage, "members", "--json"))
                        .path("items")
                        .valueStream()
                        .filter(each -> each.path("code").asString("").equals(MILANO.value()))
                        .map(each -> each.path("state").asString(""))
                        .findFirst()
                        .orElse(""),
                state::equals);
    }

    /** What an operator types. */
    private static String snodo(Stage stage, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        if (!arguments[0].equals("members-from-csv")) {
            all.addAll(List.of(
                    "--hub",
                    stage.hub().toString(),
                    "--key",
                    stage.network().folder().keys().resolve("operator.json").toString()));
        }
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(told, true, StandardCharsets.UTF_8);
        int code = Snodo.run(all, InputStream.nullInputStream(), out, out);
        String said = told.toString(StandardCharsets.UTF_8);
        Observe.that(code == 0, "ops/snodo " + String.join(" ", arguments) + " goes well: " + said);
        return said;
    }

    private static SealKey sealKey(Path home) {
        Path keys = home.resolve("keys");
        try {
            return SealKey.read(keys.resolve("seal.key"), VerifyKey.read(keys.resolve("seal.pem")));
        } catch (IOException e) {
            throw new NotObserved("Milano's keys are not there: " + e.getMessage(), e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new NotObserved("no port is free: " + e.getMessage(), e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new NotObserved("cannot read " + file, e);
        }
    }

    private static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new NotObserved("cannot write " + file, e);
        }
    }
}
