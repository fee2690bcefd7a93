package io.snodo.ops.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snodo.hub.HubApplication;
import io.snodo.hub.members.Members;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Registry;
import io.snodo.messages.enrolment.Invitation;
import io.snodo.messages.seal.SealKey;
import io.snodo.ops.SpokeBeside;
import io.snodo.ops.authority.DemoAuthority;
import io.snodo.ops.demo.DemoFolder;
import io.snodo.ops.demo.DemoMember;
import io.snodo.ops.demo.Ports;
import io.snodo.ops.demo.Premises;
import io.snodo.ops.demo.Settings;
import io.snodo.spoke.enrolment.JoinCommand;
import io.snodo.spoke.enrolment.RenewCommand;
import io.snodo.spoke.link.Link;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/** A member joins a real hub with one command, from the operator's CSV to the first plain start of its spoke. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class JoinIT {
    private static final Duration IN_FORCE = Duration.ofSeconds(2);

    private Path root;
    private DemoFolder folder;
    private Ports ports;
    private ConfigurableApplicationContext hub;

    @BeforeAll
    void start(@TempDir Path root) throws Exception {
        this.root = root;
        folder = new DemoFolder(root.resolve("demo"));
        ports = Ports.free(24_000);
        Premises.furnish(folder, SpokeBeside.tenants(), Clock.systemUTC());
        Premises.bind(folder, ports);
        Files.writeString(root.resolve("members.csv"), """
                code,name,prefix,istat,binding,skills
                c_f205,Comune di Milano,F205,015146,amqp,tributi anagrafe
                c_a944,Comune di Bologna,A944,037006,amqp,tributi
                c_l219,Comune di Torino,L219,001272,rest-pull,tributi
                c_l781,Comune di Verona,L781,023091,soap-pull,tributi
                c_d612,Comune di Firenze,D612,048017,amqp,tributi
                """);
        assertThat(snodo(
                        "members-from-csv",
                        root.resolve("members.csv").toString(),
                        "--into",
                        folder.tenants().toString()))
                .startsWith("0 ");
        List<String> settings = new ArrayList<>();
        new Settings(folder, ports, null).hub().forEach(setting -> settings.add("--" + setting));
        settings.add("--snodo.enrolment.rest=https://127.0.0.1:" + ports.bindings() + "/rest/staffetta/v1");
        hub = HubApplication.application().run(settings.toArray(String[]::new));
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    @Test
    @Order(1)
    void oneCommandMakesASpokeThatOnlyHasToBeStarted() throws Exception {
        assertThat(state("c_f205")).isEqualTo("invited");
        Path invitation = invited("c_f205");
        Path home = root.resolve("milano");

        String told = join(home, invitation.toString());

        assertThat(told)
                .startsWith("0 ")
                .contains("Joined")
                .contains("both ways")
                .contains("Login for the desk");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("keys/link.key"))))
                .isEqualTo("rw-------");
        assertThat(state("c_f205")).isIn("enrolled", "in_trial");
        try (ConfigurableApplicationContext spoke = started(home)) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> spoke.getBean(Link.class).isConnected());
        }
    }

    @Test
    @Order(2)
    void runAgainItGoesOnAndAnotherFolderIsTurnedAway() throws Exception {
        Path invitation = root.resolve("invitations/c_f205.invitation");
        assertThat(join(root.resolve("milano"), invitation.toString()))
                .startsWith("0 ")
                .doesNotContain("Login for");
        assertThat(join(root.resolve("elsewhere"), invitation.toString()))
                .startsWith("1 ")
                .contains("was used already, with other keys");
        assertThat(join(root.resolve("milano"), invited("c_a944").toString()))
                .startsWith("1 ")
                .contains("belongs to c_f205");
    }

    @Test
    @Order(4)
    void aRevokedCertificateEndsTheOpenConnectionWithinTwoSecondsAndOpensNoNewOne() throws Exception {
        Path home = root.resolve("milano");
        try (ConfigurableApplicationContext spoke = started(home)) {
            Link link = spoke.getBean(Link.class);
            await().atMost(Duration.ofSeconds(20)).until(link::isConnected);
            String fingerprint = Stream.of(snodo("certificates", "c_f205").split("\n"))
                    .filter(line -> line.contains("link "))
                    .findFirst()
                    .orElseThrow()
                    .replaceAll(".*?([0-9a-f]{64}).*", "$1");

            assertThat(snodo("revoke-certificate", "c_f205", fingerprint, "--reason", "lost"))
                    .startsWith("0 ");

            await().atMost(IN_FORCE).until(() -> !link.isConnected());
            await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(4)).until(() -> !link.isConnected());
        }
        assertThat(snodo("certificates", "c_f205")).contains("revoked").contains("lost");
        assertThat(snodo("audit")).contains("revoke-certificate");
    }

    @Test
    @Order(3)
    void whoHasPresentedItselfIsInTrialSeesNobodyElseAndIsAdmittedByAnOperator() throws Exception {
        await().atMost(Duration.ofSeconds(5)).until(() -> state("c_f205").equals("in_trial"));
        Members members = hub.getBean(Members.class);
        MemberCode milano = new MemberCode("c_f205");
        assertThat(members.registry(milano).members())
                .extracting(Registry.Member::code)
                .contains(milano)
                .doesNotContain(DemoMember.VENEZIA.code());
        assertThat(members.registry(DemoMember.VENEZIA.code()).members())
                .extracting(Registry.Member::code)
                .contains(DemoMember.PARMA.code())
                .doesNotContain(milano);
        assertThat(members.mayHandOver(milano, DemoMember.VENEZIA.code(), null, Instant.now()))
                .isFalse();

        assertThat(snodo("admit", "c_f205", "--reason", "x")).startsWith("2 ");
        Path forged = Files.writeString(root.resolve("report.jws"), "a.b.c");
        assertThat(snodo("admit", "c_f205", "--report", forged.toString(), "--reason", "x"))
                .startsWith("1 ");
        assertThat(snodo("admit", "c_f205", "--without-report", "--reason", "known since the first network"))
                .startsWith("0 ")
                .contains("admitted");

        assertThat(state("c_f205")).isEqualTo("admitted");
        assertThat(members.registry(milano).members())
                .extracting(Registry.Member::code)
                .contains(DemoMember.VENEZIA.code());
        assertThat(snodo("audit")).contains("admit").contains("known since the first network");
    }

    @Test
    @Order(5)
    void invitedAnewItComesBackWithNewKeys() throws Exception {
        assertThat(join(root.resolve("milano"), invited("c_f205").toString())).startsWith("0 ");
    }

    @Test
    @Order(6)
    void byRestAndBySoapToo() throws Exception {
        assertThat(join(root.resolve("torino"), invited("c_l219").toString())).startsWith("0 ");
        assertThat(state("c_l781")).isEqualTo("invited");
        assertThat(join(root.resolve("verona"), invited("c_l781").toString())).startsWith("0 ");
    }

    @Test
    @Order(7)
    void beforeTheyEndTheCertificatesAreRenewedAndTheOldOnesGoOnCounting() throws Exception {
        Path home = root.resolve("firenze");
        Path invitation = invited("c_d612");
        assertThat(join(home, invitation.toString())).startsWith("0 ");
        byte[] before = Files.readAllBytes(home.resolve("keys/seal.pem"));
        try (ConfigurableApplicationContext spoke =
                started(home, "--snodo.enrolment.every=1s", "--snodo.enrolment.before=181d")) {
            await().atMost(Duration.ofSeconds(40))
                    .until(() -> !Arrays.equals(before, Files.readAllBytes(home.resolve("keys/seal.pem"))));
            assertThat(spoke.getBean(Link.class).isConnected()).isTrue();
        }
        try (ConfigurableApplicationContext spoke = started(home)) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> spoke.getBean(Link.class).isConnected());
        }
        assertThat(snodo("certificates", "c_d612").split("\n")).hasSize(7);
    }

    /** Firenze stays connected, Torino asks; and neither was there when it was asked. */
    @Test
    @Order(8)
    void whoIsAskedForNewKeysMakesThemWhenItsSpokeIsThere() throws Exception {
        for (String[] one : new String[][] {{"c_d612", "firenze"}, {"c_l219", "torino"}}) {
            Path keys = root.resolve(one[1]).resolve("keys");
            Path backup = root.resolve(one[1] + "-backup");
            FileSystemUtils.copyRecursively(keys, backup);
            String link = Files.readString(keys.resolve("link.pem"));
            assertThat(snodo("rotate", one[0], "--reason", "somebody leaves"))
                    .startsWith("0 ")
                    .contains("is asked for new keys");
            assertThat(snodo("rotate", one[0])).startsWith("0 ").contains("asked already", "not done yet");

            renewsBy(root.resolve(one[1]), link);
            assertThat(snodo("certificates", one[0])).contains(", done ");
            String renewed = Files.readString(keys.resolve("link.pem"));
            try (ConfigurableApplicationContext spoke = started(root.resolve(one[1]), "--snodo.enrolment.every=1s")) {
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> spoke.getBean(Link.class).isConnected());
                await().during(Duration.ofSeconds(3))
                        .atMost(Duration.ofSeconds(6))
                        .until(() -> Files.readString(keys.resolve("link.pem")).equals(renewed));
            }

            FileSystemUtils.copyRecursively(backup, keys); // as if it had ended before it had the hub's answer
            renewsBy(root.resolve(one[1]), link);
        }
        assertThat(snodo("audit")).contains("ask-renewal").contains("somebody leaves");
        assertThat(snodo("rotate", "c_g337")).startsWith("1 ").contains("--seal FILE");
        assertThat(snodo("rotate", "c_a944")).startsWith("1 ").contains("ops/snodo invite c_a944");
        assertThat(snodo("rotate")).startsWith("2 ");
    }

    private static void renewsBy(Path home, String former) {
        try (ConfigurableApplicationContext spoke = started(home, "--snodo.enrolment.every=1s")) {
            await().atMost(Duration.ofSeconds(40))
                    .until(() ->
                            !Files.readString(home.resolve("keys/link.pem")).equals(former));
            assertThat(spoke.getBean(Link.class).isConnected()).isTrue();
        }
    }

    @Test
    @Order(9)
    void itsOwnAdministratorHasKeysMadeByOneCommand() throws Exception {
        Path home = root.resolve("verona");
        byte[] before = Files.readAllBytes(home.resolve("keys/signature.pem"));
        try (ConfigurableApplicationContext _ = started(home)) {
            ByteArrayOutputStream told = new ByteArrayOutputStream();
            int code = RenewCommand.run(
                    List.of("--folder", home.toString(), "--language", "en"),
                    new PrintStream(told, true, StandardCharsets.UTF_8),
                    Clock.systemUTC());
            assertThat(code + " " + told.toString(StandardCharsets.UTF_8))
                    .startsWith("0 ")
                    .contains("Renewed");
        }
        assertThat(Files.readAllBytes(home.resolve("keys/signature.pem"))).isNotEqualTo(before);
        try (ConfigurableApplicationContext spoke = started(home)) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> spoke.getBean(Link.class).isConnected());
        }
    }

    @Test
    @Order(10)
    void saysInWordsWhatIsWrong() throws Exception {
        Path home = root.resolve("bologna");
        Path file = invited("c_a944");
        String text = Files.readString(file).strip();

        assertThat(join(home, text.substring(0, text.length() - 9))).contains("is not whole");
        assertThat(join(home, changed(text, "http://127.0.0.1:1/api/v1")))
                .contains("Nobody listens at 127.0.0.1, port 1");
        assertThat(join(home, changed(text, "https://nowhere.invalid/api/v1")))
                .contains("name nowhere.invalid cannot be found");
        assertThat(join(home, changed(text, "http://hub.example.org/api/v1"))).contains("not encrypted");
        assertThat(join(home, changed(text, "https://127.0.0.1:" + ports.bindings() + "/api/v1")))
                .contains("is not to be trusted");
        assertThat(join(home, "--language", "it", changed(text, "http://127.0.0.1:" + ports.hub() + "/track")))
                .contains("Non sei entrato")
                .contains("non è il nodo");
        assertThat(snodo("withdraw-invitation", "c_a944")).startsWith("0 ");
        assertThat(join(home, text)).contains("has been withdrawn");
        assertThat(join(home, "--colour")).startsWith("2 ");
        assertThat(join(home, "--help")).startsWith("0 ").contains("--folder");
    }

    @Test
    @Order(11)
    void theFolderThatTheHubGoesByIsWrittenAndAppliesToNoChange() throws Exception {
        Path copy = root.resolve("copy");
        assertThat(snodo("apply", "--yes")).startsWith("0 "); // Verona has a seal of its own now: the held one goes
        assertThat(snodo("export-folder", "--into", copy.toString())).startsWith("0 ");
        assertThat(snodo("diff", copy.toString())).startsWith("0 ");
        assertThat(copy.resolve("parma/certificates/seal.pem")).exists();

        FileSystemUtils.deleteRecursively(folder.tenants());
        FileSystemUtils.copyRecursively(copy, folder.tenants());
        assertThat(snodo("plan")).startsWith("0 ").contains("Nothing to change");

        Path parma = copy.resolve("parma/tenant.yaml");
        Files.writeString(parma, Files.readString(parma).replace("member: c_g337", "member: c_g999"));
        assertThat(snodo("diff", copy.toString()))
                .startsWith("3 ")
                .contains("~ parma/tenant.yaml  member  c_g337  -> c_g999");
    }

    @Test
    @Order(12)
    void whileASealIsRotatedBothKeysCount() throws Exception {
        Path next = root.resolve("next.pem");
        DemoAuthority.in(folder.keys(), Clock.systemUTC()).vouch("c_g337", next);
        String into = folder.tenants().toString();
        assertThat(snodoOffline("rotate", "c_g337", "--seal", next.toString(), "--into", into))
                .startsWith("0 ");
        assertThat(snodo("apply", "--yes")).startsWith("0 ").contains("key added");
        assertThat(keysOfParma()).hasSize(2);
        assertThat(snodoOffline("rotate", "c_g337", "--finish", "--into", into)).startsWith("0 ");
        assertThat(snodo("apply", "--yes")).startsWith("0 ").contains("key retired");
        assertThat(keysOfParma()).hasSize(1);
    }

    private List<Map<String, String>> keysOfParma() {
        return hub.getBean(Members.class)
                .find(DemoMember.PARMA.code())
                .orElseThrow()
                .keys();
    }

    private static String snodoOffline(String... arguments) {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(told, true, StandardCharsets.UTF_8);
        int code = Snodo.run(List.of(arguments), InputStream.nullInputStream(), out, out);
        return code + " " + told.toString(StandardCharsets.UTF_8);
    }

    private static String changed(String invitation, String address) {
        Invitation told = Invitation.read(invitation).orElseThrow();
        SealKey forger = SealKey.generate();
        return new Invitation(
                        told.id(),
                        address,
                        told.member(),
                        told.name(),
                        told.secret(),
                        told.until(),
                        told.authorities(),
                        told.agreement(),
                        forger.verifyKey().jwk())
                .sealed(forger);
    }

    private Path invited(String member) throws Exception {
        assertThat(snodo("invite", member, "--into", root.resolve("invitations").toString()))
                .startsWith("0 ");
        return root.resolve("invitations/" + member + ".invitation");
    }

    private String state(String member) throws Exception {
        String told = snodo("members", "--json");
        JsonNode members = Json.MAPPER.readTree(told.substring(2));
        return members.path("items")
                .valueStream()
                .filter(each -> each.path("code").asString("").equals(member))
                .map(each -> each.path("state").asString(""))
                .findFirst()
                .orElseThrow();
    }

    /** As everywhere, though the hub's Hibernate is on the class path here. */
    private static ConfigurableApplicationContext started(Path home, String... more) {
        List<String> all = new ArrayList<>(List.of(
                "--spring.config.additional-location="
                        + home.resolve("spoke.yaml").toUri(),
                "--server.port=0"));
        all.addAll(List.of(more));
        return SpokeBeside.application().run(all.toArray(String[]::new));
    }

    private static String join(Path home, String... arguments) {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        List<String> all = new ArrayList<>(List.of("--folder", home.toString()));
        if (!List.of(arguments).contains("--language")) {
            all.addAll(List.of("--language", "en"));
        }
        all.addAll(List.of(arguments));
        int code = JoinCommand.run(
                all,
                InputStream.nullInputStream(),
                new PrintStream(told, true, StandardCharsets.UTF_8),
                SpokeBeside::application,
                Clock.systemUTC());
        return code + " " + told.toString(StandardCharsets.UTF_8);
    }

    private String snodo(String... arguments) {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(told, true, StandardCharsets.UTF_8);
        List<String> all = new ArrayList<>(List.of(arguments));
        if (hub != null) {
            all.addAll(List.of(
                    "--hub",
                    "http://127.0.0.1:" + ports.hub(),
                    "--key",
                    folder.keys().resolve("operator.json").toString()));
        }
        int code = Snodo.run(all, InputStream.nullInputStream(), out, out);
        return code + " " + told.toString(StandardCharsets.UTF_8);
    }
}
