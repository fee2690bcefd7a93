package io.snodo.hub.members.folder;

import io.snodo.hub.members.AgreementTemplate;
import io.snodo.hub.members.Arrangements;
import io.snodo.hub.members.Attaching;
import io.snodo.hub.members.Binding;
import io.snodo.hub.members.Limits;
import io.snodo.hub.members.NearHub;
import io.snodo.hub.members.Roster;
import io.snodo.hub.members.TenantsUnusable;
import io.snodo.hub.tenancy.Home;
import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Registry;
import io.snodo.messages.confidential.EncryptionKey;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads the whole folder or nothing: a member that is half read would lose its keys or its agreements. */
public record TenantsFolder(Path folder) {
    private static final Logger LOG = LoggerFactory.getLogger(TenantsFolder.class);
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** A member as its folder presents it: the public halves of its seals, and those that somebody else may have. */
    private record Tenant(
            TenantFile file,
            boolean certified,
            List<SealCertificate> keys,
            List<SealCertificate> revoked,
            @Nullable Map<String, String> encryption) {
        Together.Part together() {
            return new Together.Part(
                    file,
                    Stream.concat(keys.stream(), revoked.stream())
                            .map(each -> each.key().keyId())
                            .collect(Collectors.toSet()));
        }
    }

    /**
     * The folder as the registry and the bindings it makes: with the certificates' times, and of the retired keys those
     * that are revoked. The registry's version, since when a key is known and what was retired before, is the database's
     * to say.
     */
    public Roster read() {
        List<TenantsUnusable.Fault> faults = new ArrayList<>();
        VocabularyFile vocabulary =
                orFault(faults, () -> parse(folder.resolve("vocabulary.yaml"), VocabularyFile.class));
        List<Tenant> tenants = tenants(faults);
        Arrangements arrangements = arrangements(faults);
        if (vocabulary == null || !faults.isEmpty()) {
            throw TenantsUnusable.of(faults);
        }
        faults.addAll(neighbours(tenants));
        faults.addAll(new Together(tenants.stream().map(Tenant::together).toList(), vocabulary).faults());
        faults.addAll(new Arranged(
                        arrangements,
                        tenants.stream().map(tenant -> tenant.file().member()).collect(Collectors.toSet()),
                        vocabulary.categories().stream()
                                .map(Registry.Category::code)
                                .collect(Collectors.toSet()))
                .faults());
        if (!faults.isEmpty()) {
            throw TenantsUnusable.of(faults);
        }
        Registry registry = new Registry(
                0,
                tenants.stream().map(TenantsFolder::member).toList(),
                tenants.stream().flatMap(TenantsFolder::agreements).toList(),
                vocabulary.categories(),
                tenants.stream().flatMap(TenantsFolder::revoked).toList());
        return new Roster(
                registry,
                bindings(tenants),
                attaching(tenants),
                limits(tenants),
                databases(tenants),
                bare(tenants),
                arrangements);
    }

    /** What is agreed with a neighbour names members, and no member has its name. */
    private List<TenantsUnusable.Fault> neighbours(List<Tenant> tenants) {
        Set<MemberCode> members =
                tenants.stream().map(tenant -> tenant.file().member()).collect(Collectors.toSet());
        List<TenantsUnusable.Fault> faults = new ArrayList<>();
        for (NearHub hub : hubs()) {
            String file = "hubs/" + hub.code() + ".yaml";
            if (members.contains(hub.code())) {
                faults.add(new TenantsUnusable.Fault(
                        file, "A member is called " + hub.code() + " too; one must be renamed."));
            }
            Stream.concat(hub.takes().stream(), hub.gives().stream())
                    .filter(member -> !members.contains(member))
                    .distinct()
                    .forEach(member -> faults.add(new TenantsUnusable.Fault(
                            file, "takes or gives names " + member + ", which is no member.")));
        }
        return faults;
    }

    /** The hubs next to this one, of {@code hubs/<code>.yaml}; none where there is no such folder. */
    public List<NearHub> hubs() {
        Path near = folder.resolve("hubs");
        if (!Files.isDirectory(near)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(near)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .map(file -> parse(file, NearHub.class))
                    .sorted(Comparator.comparing(NearHub::code))
                    .toList();
        } catch (IOException e) {
            throw new TenantsUnusable("The folder " + near + " cannot be read.", e);
        }
    }

    /** What {@code member}'s spoke has to know of it; what it grants, and how it is served, is the hub's business. */
    public JsonNode facts(MemberCode member) {
        try (Stream<Path> folders = Files.list(folder)) {
            for (Path each : folders.sorted().toList()) {
                Path file = each.resolve("tenant.yaml");
                if (Files.exists(file)) {
                    ObjectNode facts = parse(file, ObjectNode.class);
                    if (facts.path("member").asString("").equals(member.value())) {
                        return facts.without(List.of("agreements", "binding", "attachments", "limits", "database"));
                    }
                }
            }
        } catch (IOException e) {
            throw new TenantsUnusable("The tenants folder " + folder + " cannot be read.", e);
        }
        throw new TenantsUnusable("The tenants folder " + folder + " knows nothing of " + member + ".");
    }

    /** The network's, as it stands there. */
    public JsonNode vocabulary() {
        return parse(folder.resolve("vocabulary.yaml"), ObjectNode.class);
    }

    private static Set<MemberCode> bare(List<Tenant> tenants) {
        return tenants.stream()
                .filter(tenant -> !tenant.certified())
                .map(tenant -> tenant.file().member())
                .collect(Collectors.toSet());
    }

    /** A folder without templates and groups is one in which nothing is proposed. */
    private Arrangements arrangements(List<TenantsUnusable.Fault> faults) {
        List<AgreementTemplate> templates = new ArrayList<>();
        for (Path file : yaml(folder.resolve("agreements"))) {
            AgreementTemplate template = orFault(faults, () -> template(file));
            if (template != null) {
                templates.add(template);
            }
        }
        Path groups = folder.resolve("groups.yaml");
        GroupsFile applied =
                Files.notExists(groups) ? GroupsFile.NONE : orFault(faults, () -> parse(groups, GroupsFile.class));
        return new Arrangements(templates, applied == null ? List.of() : applied.groups());
    }

    private static AgreementTemplate template(Path file) {
        AgreementTemplate template = parse(file, TemplateFile.class).template();
        if (!String.valueOf(file.getFileName()).equals(template.id() + ".yaml")) {
            throw new TenantsUnusable(
                    name(file),
                    "The file " + file + " cannot be used: it holds the template " + template.id() + ", so call it "
                            + template.id() + ".yaml.",
                    null);
        }
        return template;
    }

    private static List<Path> yaml(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new TenantsUnusable(name(folder), "The folder " + folder + " cannot be read.", e);
        }
    }

    private static Map<MemberCode, Binding> bindings(List<Tenant> tenants) {
        Map<MemberCode, Binding> bindings = new HashMap<>();
        for (Tenant tenant : tenants) {
            Receiving receiving = tenant.file().binding();
            if (receiving != null && !receiving.binding().equals(Binding.AMQP)) {
                bindings.put(tenant.file().member(), receiving.binding());
            }
        }
        return bindings;
    }

    private static Map<MemberCode, Attaching> attaching(List<Tenant> tenants) {
        Map<MemberCode, Attaching> attaching = new HashMap<>();
        for (Tenant tenant : tenants) {
            TenantFile.Attachments attachments = tenant.file().attachments();
            if (attachments != null) {
                attaching.put(tenant.file().member(), attachments.attaching());
            }
        }
        return attaching;
    }

    private static Map<MemberCode, Limits> limits(List<Tenant> tenants) {
        Map<MemberCode, Limits> limits = new HashMap<>();
        for (Tenant tenant : tenants) {
            Limited limited = tenant.file().limits();
            if (limited != null) {
                limits.put(tenant.file().member(), limited.limits());
            }
        }
        return limits;
    }

    private static Map<MemberCode, String> databases(List<Tenant> tenants) {
        Map<MemberCode, String> databases = new HashMap<>();
        for (Tenant tenant : tenants) {
            String database = tenant.file().database();
            if (database != null && !database.equals(Home.FIRST)) {
                databases.put(tenant.file().member(), database);
            }
        }
        return databases;
    }

    /** So that whoever mends the folder learns of everything at once. */
    private static <T> @Nullable T orFault(List<TenantsUnusable.Fault> faults, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (TenantsUnusable e) {
            faults.addAll(e.faults());
            return null;
        }
    }

    private List<Tenant> tenants(List<TenantsUnusable.Fault> faults) {
        List<Tenant> tenants = new ArrayList<>();
        try (Stream<Path> folders = Files.list(folder)) {
            for (Path each : folders.sorted().toList()) {
                if (Files.exists(each.resolve("tenant.yaml"))) {
                    Tenant tenant = orFault(faults, () -> tenant(each));
                    if (tenant != null) {
                        tenants.add(tenant);
                    }
                }
            }
        } catch (IOException e) {
            throw new TenantsUnusable(
                    "The tenants folder " + folder + " cannot be read; set snodo.tenants to one that can.", e);
        }
        if (tenants.isEmpty() && faults.isEmpty()) {
            throw new TenantsUnusable(
                    "The tenants folder " + folder
                            + " holds no member (<name>/tenant.yaml); a hub without members would turn everybody away, so set snodo.tenants.");
        }
        return tenants;
    }

    /** In a hurry it is enough to put a key among the revoked: it need not be taken from among the others too. */
    private static Tenant tenant(Path folder) {
        try {
            return read(folder);
        } catch (IOException e) {
            throw new TenantsUnusable(
                    String.valueOf(folder.getFileName()), "The folder " + folder + " cannot be read.", e);
        }
    }

    private static Tenant read(Path folder) throws IOException {
        TenantFile file = parse(folder.resolve("tenant.yaml"), TenantFile.class);
        Path certificates = folder.resolve("certificates");
        if (!Files.isDirectory(certificates)) {
            LOG.info("member without certificates in the folder tenant={}", file.member());
        }
        List<SealCertificate> revoked = certificates(certificates.resolve("revoked"), "");
        Set<String> gone = revoked.stream().map(each -> each.key().keyId()).collect(Collectors.toSet());
        List<SealCertificate> keys = certificates(certificates, "seal").stream()
                .filter(each -> !gone.contains(each.key().keyId()))
                .toList();
        return new Tenant(
                file, Files.isDirectory(certificates), keys, revoked, encryption(certificates.resolve("encrypt.pem")));
    }

    /** What is encrypted for the member with; only the member has the other half. */
    private static @Nullable Map<String, String> encryption(Path pem) throws IOException {
        if (Files.notExists(pem)) {
            return null;
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(pem))) {
            Certificate certificate = CertificateFactory.getInstance("X.509").generateCertificate(in);
            return EncryptionKey.of(certificate.getPublicKey()).jwk();
        } catch (CertificateException | IllegalArgumentException e) {
            throw new TenantsUnusable(
                    name(pem),
                    "The file " + pem + " holds no certificate of an encryption key (X25519 or P-256, PEM).",
                    e);
        }
    }

    /** {@code seal.pem}, and further {@code seal*.pem} while keys are being changed. */
    private static List<SealCertificate> certificates(Path folder, String prefix) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        Map<String, SealCertificate> byKey = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = String.valueOf(file.getFileName());
                if (name.startsWith(prefix) && name.endsWith(".pem")) {
                    SealCertificate found = SealCertificate.read(file);
                    byKey.merge(found.key().keyId(), found, SealCertificate::longer);
                }
            }
        }
        return List.copyOf(byKey.values());
    }

    private static Registry.Member member(Tenant tenant) {
        TenantFile file = tenant.file();
        List<Map<String, String>> keys =
                tenant.keys().stream().map(SealCertificate::jwk).toList();
        return new Registry.Member(
                        file.member(),
                        file.name(),
                        file.prefix(),
                        file.territory(),
                        file.skills(),
                        keys,
                        tenant.encryption(),
                        file.phone())
                .serving(Serving.of(file));
    }

    private static Stream<Registry.RetiredKey> revoked(Tenant tenant) {
        return tenant.revoked().stream()
                .map(each -> new Registry.RetiredKey(
                        tenant.file().member(),
                        each.key().jwk(),
                        Objects.requireNonNull(each.validity().since()),
                        Objects.requireNonNull(each.validity().until()),
                        true));
    }

    private static Stream<Registry.Agreement> agreements(Tenant tenant) {
        MemberCode grantor = tenant.file().member();
        return tenant.file().agreements().stream()
                .flatMap(grant -> grant.grantsTo().stream()
                        .map(grantee -> new Registry.Agreement(
                                grant.kind().name().toLowerCase(Locale.ROOT) + ":" + grantor + ":" + grantee,
                                grant.kind(),
                                grantor,
                                grantee,
                                grant.skills())));
    }

    private static <T> T parse(Path file, Class<T> type) {
        if (Files.notExists(file)) {
            throw new TenantsUnusable(
                    name(file),
                    "The file " + file + " is missing; put it there, or set snodo.tenants to another folder.",
                    null);
        }
        try {
            return YAML.readValue(file, type);
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            String where = line > 0 ? " (line " + line + ")" : "";
            throw new TenantsUnusable(
                    name(file), "The file " + file + " cannot be used" + where + ": " + e.getOriginalMessage(), e);
        }
    }

    /** With the member's folder before it. */
    static String name(Path file) {
        int names = file.getNameCount();
        int under = Math.max(0, names - (file.toString().contains("certificates") ? 3 : 2));
        return file.subpath(under, names).toString();
    }
}
