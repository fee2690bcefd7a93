package io.snodo.hub.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.snodo.hub.TestAuthority;
import io.snodo.hub.TestHub;
import io.snodo.hub.members.folder.TenantsFolder;
import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Day;
import io.snodo.messages.body.Registry;
import io.snodo.messages.body.Registry.Agreement.Kind;
import io.snodo.messages.body.Service;
import io.snodo.messages.seal.VerifyKey;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class TenantsTest {
    private static final Path TENANTS = TestHub.projectTenants();

    @TempDir
    Path folder;

    @BeforeEach
    void copy() throws IOException {
        FileSystemUtils.copyRecursively(TENANTS, folder);
    }

    static Stream<Path> folders() throws IOException {
        return Files.list(TENANTS).filter(each -> Files.exists(each.resolve("tenant.yaml")));
    }

    @ParameterizedTest
    @MethodSource("folders")
    void everyTenantFollowsTheSchema(Path tenant) throws IOException {
        assertThat(errors("tenant", tenant.resolve("tenant.yaml"))).isEmpty();
        assertThat(errors("words", tenant.resolve("vocabulary.yaml"))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("folders")
    void everyTenantsWordsLeadToTheNetworksVocabulary(Path tenant) {
        JsonNode words = new YAMLMapper().readTree(tenant.resolve("vocabulary.yaml"));
        JsonNode network = new YAMLMapper().readTree(TENANTS.resolve("vocabulary.yaml"));
        for (String kind : List.of("categories", "channels")) {
            assertThat(words.path(kind).values().stream().map(JsonNode::stringValue))
                    .containsExactlyInAnyOrderElementsOf(network.path(kind).findValuesAsString("code"));
        }
    }

    @Test
    void theVocabularyFollowsTheSchema() throws IOException {
        assertThat(errors("vocabulary", TENANTS.resolve("vocabulary.yaml"))).isEmpty();
    }

    static Stream<Path> templates() throws IOException {
        return Files.list(TENANTS.resolve("agreements"));
    }

    @ParameterizedTest
    @MethodSource("templates")
    void everyTemplateFollowsTheSchema(Path template) throws IOException {
        assertThat(errors("agreement", template)).isEmpty();
    }

    @Test
    void theGroupsFollowTheSchema() throws IOException {
        assertThat(errors("groups", TENANTS.resolve("groups.yaml"))).isEmpty();
    }

    @Test
    void whatIsAcceptedOnPaperCountsAtOnceAndTheRestIsProposed() {
        Arrangements arrangements = new TenantsFolder(TENANTS).read().arrangements();
        List<Registry.Agreement> agreements = arrangements.agreements(
                Set.of(new MemberCode("c_l736"), new MemberCode("c_g337"), new MemberCode("c_b157")),
                List.of(),
                Instant.parse("2026-11-23T09:00:00Z"));

        assertThat(agreements)
                .extracting(Registry.Agreement::id)
                .containsExactly(
                        "area-dimostrativa.1.handover", "area-dimostrativa.1.overflow", "venezia-parma.1.handover");
        assertThat(agreements.get(0).among()).isEmpty();
        assertThat(agreements.get(0).waiting()).hasSize(3);
        assertThat(agreements.get(2).among()).hasSize(2);
        assertThat(agreements).allSatisfy(each -> assertThat(each.deed()).isNotNull());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "groups.yaml|template: convenzione-ticket|template: nessuno|there is no template nessuno",
                "groups.yaml|members: [c_l736, c_g337]|members: [c_l736, c_x999]|c_x999 is no member",
                "groups.yaml|members: [c_l736, c_g337]|members: [c_l736]|it takes two",
                "groups.yaml|id: venezia-parma|id: area-dimostrativa|another has the same id",
                "groups.yaml|{member: c_l736, version: 1|{member: c_l736, version: 7|accepted version 7",
                "groups.yaml|{member: c_l736, version: 1|{member: c_b157, version: 1|c_b157 accepted and does not belong",
                "groups.yaml|template: convenzione-ticket|grantor: c_l736|grantor and grantee",
                "agreements/area-metropolitana.yaml|skills: [mobilita|skills: [magia|none of the network's vocabulary",
                "agreements/area-metropolitana.yaml|id: area-metropolitana|id: altra|call it altra.yaml",
                "agreements/area-metropolitana.yaml|share: 50|share: 150|per cent",
                "agreements/area-metropolitana.yaml|to: \"13:30\"|to: \"08:00\"|hours.from must be before",
                "agreements/area-metropolitana.yaml|version: 1|version: 0|at least 1",
                "agreements/area-metropolitana.yaml|retention: 1825|forever: true|forever"
            })
    void whatDoesNotGoTogetherIsSaidByFile(String name, String good, String bad, String said) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, Files.readString(file).replace(good, bad));

        assertThatThrownBy(() -> new TenantsFolder(folder).read())
                .isInstanceOfSatisfying(TenantsUnusable.class, unusable -> {
                    assertThat(unusable).hasMessageContaining(said);
                    assertThat(unusable.faults())
                            .anySatisfy(fault -> assertThat(fault.file()).contains(name.replaceFirst(".*/", "")));
                });
    }

    @Test
    void theFolderBecomesTheRegistry() {
        Registry registry = new TenantsFolder(TENANTS).read().registry();
        assertThat(registry.members())
                .extracting(Registry.Member::prefix)
                .containsExactly("B157", "G337", "H224", "L736");
        assertThat(registry.agreements())
                .filteredOn(a -> a.kind() == Kind.HANDOVER)
                .hasSize(12);
        assertThat(registry.agreements())
                .filteredOn(a -> a.kind() == Kind.OVERFLOW)
                .containsExactly(new Registry.Agreement(
                        "overflow:c_h224:c_b157",
                        Kind.OVERFLOW,
                        new MemberCode("c_h224"),
                        new MemberCode("c_b157"),
                        List.of("tributi", "anagrafe", "mobilita")));
        assertThat(registry.categories()).hasSize(15);
    }

    @Test
    void theFolderSaysWhereAndWhenAMemberWorks() throws IOException {
        Path file = folder.resolve("brescia/tenant.yaml");
        Files.writeString(file, Files.readString(file) + """
                territories: [{istat: "017900", since: 2025-01-01, until: 2026-12-31}]
                offices: [{code: pronto, name: Pronto intervento, hours: {sun: ["00:00-23:59"]}, worksOnHolidays: true, closed: [2026-08-14/2026-08-16]}]
                queues: [{name: urp, skills: [strade]}, {name: tecnico}]
                protocol: "1.0"
                """);
        assertThat(errors("tenant", file)).isEmpty();

        Service service = Objects.requireNonNull(
                new TenantsFolder(folder).read().registry().members().getFirst().service());

        assertThat(service.territories())
                .containsExactly(
                        new Service.Territory("017029", null, null),
                        new Service.Territory("017900", LocalDate.of(2025, 1, 1), LocalDate.of(2026, 12, 31)));
        assertThat(service.offices()).extracting(Service.Office::code).containsExactly("urp", "pronto");
        assertThat(service.offices().getFirst().patron()).isEqualTo("02-15");
        assertThat(service.offices().getFirst().hours())
                .startsWith(new Service.Hours(Day.MON, "08:30", "12:30"), new Service.Hours(Day.MON, "14:00", "16:30"));
        assertThat(service.offices().getLast().closures())
                .containsExactly(new Service.Closure(LocalDate.of(2026, 8, 14), LocalDate.of(2026, 8, 16)));
        assertThat(service.queues()).extracting(Service.Queue::code).containsExactly("urp", "tecnico");
        assertThat(service.targets()).containsExactly(new Service.Target("strade", 20));
        assertThat(service.binding()).isEqualTo("amqp");
        assertThat(service.languages()).containsExactly("it", "en");
    }

    @Test
    void whoSaysNothingOfItReceivesByAmqpAndTheOthersAsTheySay() throws IOException {
        assertThat(new TenantsFolder(TENANTS).read().bindings()).isEmpty();
        Path file = folder.resolve("brescia/tenant.yaml");
        String binding = "binding: {kind: soap-push, endpoint: 'https://spoke.brescia.example/in'}\n";
        Files.writeString(file, Files.readString(file) + binding);
        assertThat(errors("tenant", file)).isEmpty();
        assertThat(new TenantsFolder(folder).read().bindings())
                .isEqualTo(Map.of(
                        new MemberCode("c_b157"),
                        new Binding.SoapPush(URI.create("https://spoke.brescia.example/in"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "member: c_b157|member: c_l736|another member has the same code",
                "prefix: B157|prefix: L736|another member has the same prefix",
                "prefix: B157|prefix: b|prefix must be",
                "[c_l736, |[c_x999, |somebody who is no member",
                "[c_l736, |[c_b157, |with itself",
                "skills: [|skills: [magia, |no category of the network",
                "low: 2|low: 5|must be below",
                "low: 2|low: 5|(line 21)",
                "08:30-12:30|12:30-08:30|office urp: hours of mon must be as 08:30-12:30, and not 12:30-08:30",
                "{mon: |{lun: |hours has mon to sun, and no lun",
                "patron: \"15-02\"|patron: \"02-15\"|patron must be day and month",
                "patron: \"15-02\"|closed: [natale]|closed must be a day",
                "targets: {strade: 20}|targets: {strade: 3000}|targets: strade has more days",
                "targets: {strade: 20}|territories: [{istat: \"1\"}]|istat must be",
                "targets: {strade: 20}|queues: [{name: urp, skills: [magia]}]|a queue's skill",
                "territory:|terra:|territory is missing",
                "operators: 4|operators: 4\\nseats: 4|seats",
                "operators: 4|operators: 4\\nbinding: {kind: pigeon}|binding.kind must be",
                "operators: 4|operators: 4\\nbinding: {kind: rest-push}|binding.endpoint is missing",
                "operators: 4|operators: 4\\nbinding: {kind: rest-push, endpoint: 'http://spoke/in'}|an https address",
                "operators: 4|operators: 4\\nbinding: {kind: rest-pull, endpoint: 'https://spoke/in'}|that the hub calls",
            })
    void saysWhatIsWrongAndWhere(String right, String wrong, String said) throws IOException {
        Path file = folder.resolve("brescia/tenant.yaml");
        Files.writeString(
                file,
                Files.readString(file).replace(right.strip(), wrong.strip().replace("\\n", "\n")));
        assertThatThrownBy(() -> new TenantsFolder(folder).read())
                .isInstanceOf(TenantsUnusable.class)
                .hasMessageContaining(said);
    }

    @Test
    void readsTheTimesOfCertificatesAndWhatIsRevokedIsNotValidWhereverElseItLies(@TempDir Path keys)
            throws IOException {
        TestAuthority authority = new TestAuthority(keys);
        Path certificates = Files.createDirectories(folder.resolve("brescia/certificates"));
        Path good = authority.seal("good").certificate();
        Path stolen = authority.seal("stolen").certificate();
        Files.copy(good, certificates.resolve("seal.pem"));
        Files.copy(good, certificates.resolve("seal-renewed.pem"));
        Files.copy(stolen, certificates.resolve("seal-old.pem"));
        Files.copy(
                stolen, Files.createDirectories(certificates.resolve("revoked")).resolve("in-january.pem"));

        Registry registry = new TenantsFolder(folder).read().registry();

        assertThat(registry.members().getFirst().keys())
                .singleElement()
                .satisfies(jwk -> assertThat(jwk)
                        .containsAllEntriesOf(VerifyKey.read(good).jwk())
                        .containsKeys("since", "until"));
        assertThat(registry.retired()).singleElement().satisfies(key -> {
            assertThat(key.revoked()).isTrue();
            assertThat(key.jwk()).isEqualTo(VerifyKey.read(stolen).jwk());
        });
    }

    @Test
    void namesTheKeyThatIsEncryptedForAMemberWith(@TempDir Path keys) throws IOException {
        TestAuthority authority = new TestAuthority(keys);
        Path certificates = Files.createDirectories(folder.resolve("brescia/certificates"));
        Files.copy(authority.encrypt("brescia").certificate(), certificates.resolve("encrypt.pem"));

        Registry registry = new TenantsFolder(folder).read().registry();

        assertThat(registry.members().getFirst().encryption())
                .containsEntry("crv", "X25519")
                .containsEntry("use", "enc");
        assertThat(registry.members().getLast().encryption()).isNull();
    }

    @Test
    void saysWhichCertificateCannotBeRead() throws IOException {
        Path certificates = Files.createDirectories(folder.resolve("brescia/certificates"));
        Files.writeString(certificates.resolve("seal.pem"), "nothing");

        assertThatThrownBy(() -> new TenantsFolder(folder).read())
                .isInstanceOf(TenantsUnusable.class)
                .hasMessageContaining("seal.pem");
    }

    @Test
    void aFolderWithoutMembersIsAMistakeAndNotAnOrderToExpelAll(@TempDir Path empty) throws IOException {
        Files.copy(TENANTS.resolve("vocabulary.yaml"), empty.resolve("vocabulary.yaml"));
        assertThatThrownBy(() -> new TenantsFolder(empty).read()).hasMessageContaining("holds no member");
    }

    private static List<Error> errors(String name, Path yaml) throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(TENANTS.resolve("schema/" + name + ".schema.json")), InputFormat.JSON);
        return schema.validate(Files.readString(yaml), InputFormat.YAML);
    }
}
