package io.snodo.hub;

import io.snodo.hub.embedded.postgres.ReadyCluster;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.VerifyKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.crypto.bcrypt.BCrypt;
import org.springframework.util.FileSystemUtils;

/** The whole hub on a folder, with its embedded parts, the four members of {@code tenants/} and certificates for them. */
public final class TestHub implements AutoCloseable {
    /** Who may log in, and whose programs may call with {@link #operatorSeal}. */
    public static final String OPERATOR = "hub-operator";

    public static final MemberCode VENEZIA = new MemberCode("c_l736");
    public static final MemberCode PARMA = new MemberCode("c_g337");
    public static final MemberCode BRESCIA = new MemberCode("c_b157");
    public static final MemberCode REGGIO_CALABRIA = new MemberCode("c_h224");
    private static final Map<MemberCode, String> SLUGS =
            Map.of(VENEZIA, "venezia", PARMA, "parma", BRESCIA, "brescia", REGGIO_CALABRIA, "reggio-calabria");

    private final Map<MemberCode, String> slugs = new HashMap<>(SLUGS);
    private final Path folder;
    private final TestAuthority authority;
    private final Map<String, TestAuthority.Identity> links = new HashMap<>();
    private final Map<String, TestAuthority.Identity> seals = new HashMap<>();
    private final Map<String, TestAuthority.Identity> signatures = new HashMap<>();
    private final int brokerPort;
    private final int bindingsPort;
    private ConfigurableApplicationContext context;

    private TestHub(Path folder) throws IOException {
        this.folder = folder;
        Path keys = Files.createDirectories(folder.resolve("keys"));
        authority = new TestAuthority(keys);
        identify("hub");
        seals.put(OPERATOR, authority.seal(OPERATOR));
        signatures.put("hub", authority.signature("hub"));
        FileSystemUtils.copyRecursively(projectTenants(), tenants());
        for (Map.Entry<MemberCode, String> member : SLUGS.entrySet()) {
            identify(member.getKey().value());
            Path certificates =
                    Files.createDirectories(tenants().resolve(member.getValue()).resolve("certificates"));
            Files.copy(
                    seals.get(member.getKey().value()).certificate(),
                    certificates.resolve("seal.pem"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        brokerPort = freePort();
        bindingsPort = freePort();
    }

    /** Below those that the system gives to whoever calls somebody: it must stay free until the hub is there, and again. */
    private static int freePort() {
        for (int tries = 0; tries < 100; tries++) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return port;
            } catch (IOException e) {
                continue; // somebody's
            }
        }
        throw new IllegalStateException("a hundred ports, and none of them free");
    }

    /** Not running yet, so that its tenants can be changed before {@link #startAgain}. */
    public static TestHub prepare(Path folder) throws IOException {
        return new TestHub(folder);
    }

    /** {@code settings} are {@code name=value} and win over the usual ones. */
    public static TestHub start(Path folder, String... settings) throws IOException {
        TestHub hub = new TestHub(folder);
        hub.startAgain(settings);
        return hub;
    }

    /** Not started yet, so that its members' files can be changed before {@link #startAgain}. */
    public static TestHub prepared(Path folder) throws IOException {
        return new TestHub(folder);
    }

    /** One more member, with whom all agree on hand-overs; before the hub is started. */
    public void join(MemberCode code, String slug, String binding) throws IOException {
        for (String other : slugs.values()) {
            Path file = tenants().resolve(other).resolve("tenant.yaml");
            Files.writeString(
                    file,
                    Files.readString(file)
                            .replace("{kind: handover, grantsTo: [", "{kind: handover, grantsTo: [" + code + ", "));
        }
        FileSystemUtils.copyRecursively(tenant(REGGIO_CALABRIA), tenants().resolve(slug));
        slugs.put(code, slug);
        identify(code.value());
        Files.copy(
                seals.get(code.value()).certificate(),
                tenant(code).resolve("certificates/seal.pem"),
                StandardCopyOption.REPLACE_EXISTING);
        Path file = tenant(code).resolve("tenant.yaml");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("member: " + REGGIO_CALABRIA, "member: " + code)
                        .replace(
                                "prefix: H224",
                                "prefix: " + code.value().substring(2).toUpperCase(Locale.ROOT))
                        .replace("grantsTo: [" + code + ", ", "grantsTo: [" + REGGIO_CALABRIA + ", "));
        bind(code, binding);
    }

    /** Takes members out of the folder; before the hub is started. */
    public void without(MemberCode... gone) throws IOException {
        for (MemberCode each : gone) {
            FileSystemUtils.deleteRecursively(tenant(each));
            slugs.remove(each);
        }
        Files.writeString(tenants().resolve("groups.yaml"), "groups: []\n"); // they name who is gone
        for (String left : slugs.values()) {
            Path file = tenants().resolve(left).resolve("tenant.yaml");
            String text = Files.readString(file);
            for (MemberCode each : gone) {
                text = text.replace(", " + each + "]", "]")
                        .replace("[" + each + ", ", "[")
                        .replace(" " + each + ",", "")
                        .replaceAll(".*grantsTo: \\[" + each + "].*\n", "");
            }
            Files.writeString(file, text);
        }
    }

    /**
     * Puts {@code other} next to this hub, which is called {@code own} there; before the hub is started.
     *
     * @param takes whose tickets those behind it take
     * @param gives who takes the tickets of those behind it
     * @return the settings to start with
     */
    public String[] beside(String own, TestHub other, String code, List<MemberCode> takes, List<MemberCode> gives)
            throws IOException {
        String key =
                Json.MAPPER.writeValueAsString(seal(other.hubSeal()).verifyKey().jwk());
        Path file = Files.createDirectories(tenants().resolve("hubs")).resolve(code + ".yaml");
        Files.writeString(
                file,
                "hub: %s\nname: Hub %s\nendpoint: %s\ntracking: https://%s.example/track\nkeys: [%s]\ntakes: %s\ngives: %s\n"
                        .formatted(
                                code,
                                code,
                                other.bindings().resolve("/rest/staffetta/v1"),
                                code.replace('_', '-'),
                                key,
                                takes,
                                gives));
        TestAuthority.Identity link = other.authority().link(own);
        TestAuthority.Identity signature = other.authority().signature(own);
        String prefix = "snodo.federation.hubs." + code + ".";
        return new String[] {
            "snodo.federation.code=" + own,
            "snodo.federation.longest-pause=1s",
            "snodo.delivery.longest-pause=1s",
            prefix + "certificate=" + link.certificate(),
            prefix + "key=" + link.key(),
            prefix + "authority=" + other.authority().certificate(),
            prefix + "signature-certificate=" + signature.certificate(),
            prefix + "signature-key=" + signature.key()
        };
    }

    /** Certificates for one that is no member: another hub. */
    public void identifyAs(MemberCode hub) {
        identify(hub.value());
    }

    /** How {@code member} receives, from the next start on; {@code binding} as in its {@code tenant.yaml}. */
    public void bind(MemberCode member, String binding) throws IOException {
        Path file = tenant(member).resolve("tenant.yaml");
        Files.writeString(file, Files.readString(file) + "binding: " + binding + "\n");
    }

    /** After {@link #close}: on the same folder and ports. */
    public void startAgain(String... settings) {
        ReadyCluster.into(folder.resolve("data"), settings);
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("server.port", 0);
        all.put("snodo.data", folder.resolve("data"));
        all.put("snodo.tenants", tenants());
        all.put("snodo.seal.key", seals.get("hub").key());
        all.put("snodo.seal.certificate", seals.get("hub").certificate());
        all.put("snodo.broker.port", brokerPort);
        all.put("snodo.broker.certificate", links.get("hub").certificate());
        all.put("snodo.broker.key", links.get("hub").key());
        all.put("snodo.broker.authority", authority.certificate());
        all.put("snodo.bindings.port", bindingsPort);
        all.put("snodo.bindings.certificate", links.get("hub").certificate());
        all.put("snodo.bindings.key", links.get("hub").key());
        all.put("snodo.bindings.authority", authority.certificate());
        all.put("snodo.bindings.signature.certificate", signatures.get("hub").certificate());
        all.put("snodo.bindings.signature.key", signatures.get("hub").key());
        all.put("snodo.soap.address", soap());
        all.put("snodo.operators", operators());
        for (String setting : settings) {
            all.put(setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
        }
        SpringApplication application = HubApplication.application();
        context = application.run(all.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new));
    }

    public static Path projectTenants() {
        Stream<Path> upwards = Stream.iterate(Path.of("").toAbsolutePath(), p -> p != null, Path::getParent);
        return upwards.map(path -> path.resolve("tenants"))
                .filter(Files::isDirectory)
                .findFirst()
                .orElseThrow();
    }

    public Path tenants() {
        return folder.resolve("tenants");
    }

    /** Has {@code member} come by {@code kind}, without a seal of its own; before the hub is started. */
    public void withoutSeal(MemberCode member, String binding) throws IOException {
        Files.delete(tenant(member).resolve("certificates/seal.pem"));
        Files.writeString(
                tenant(member).resolve("tenant.yaml"),
                "\nbinding: " + binding + "\n",
                java.nio.file.StandardOpenOption.APPEND);
    }

    public Path tenant(MemberCode member) {
        return tenants().resolve(slugs.get(member));
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port"));
    }

    public int brokerPort() {
        return brokerPort;
    }

    /** Where the REST and SOAP bindings are: HTTPS with a client's certificate. */
    public URI bindings() {
        return URI.create("https://localhost:" + bindingsPort);
    }

    /** Where the SOAP binding is, and to whom its envelopes are addressed. */
    public URI soap() {
        return bindings().resolve("/soap/staffetta/v1");
    }

    public TestAuthority authority() {
        return authority;
    }

    public TestAuthority.Identity link(MemberCode member) {
        return links.get(member.value());
    }

    /** RSA, for tokens and SOAP envelopes; made when first asked for. */
    public TestAuthority.Identity signature(MemberCode member) {
        return signatures.computeIfAbsent(member.value(), authority::signature);
    }

    public SealKey seal(MemberCode member) {
        return seal(seals.get(member.value()));
    }

    public TestAuthority.Identity hubSeal() {
        return seals.get("hub");
    }

    public static SealKey seal(TestAuthority.Identity identity) {
        try {
            return SealKey.read(identity.key(), VerifyKey.read(identity.certificate()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files, as a program in another language reads them. */
    public TestAuthority.Identity sealFiles(MemberCode member) {
        return seals.get(member.value());
    }

    /** PEM, as a program in another language reads it; {@link MemberCode#HUB} has one too. */
    public Path sealCertificate(MemberCode member) {
        return seals.get(member.value()).certificate();
    }

    /** PEM, PKCS#8. */
    public Path sealKeyFile(MemberCode member) {
        return seals.get(member.value()).key();
    }

    @Override
    public void close() {
        context.close();
    }

    private void identify(String name) {
        links.put(name, authority.link(name));
        seals.put(name, authority.seal(name));
    }

    public SealKey operatorSeal() {
        return seal(seals.get(OPERATOR));
    }

    /**
     * Whose password is {@code hub}: the operator {@code hub}, and one whose programs call too; {@code livia}, who needs a
     * second factor; {@code revisora}, who reads; {@code parma} and {@code brescia}, who administer those.
     */
    private Path operators() {
        Path file = folder.resolve("operators.yaml");
        String hash = "{bcrypt}" + BCrypt.hashpw("hub", BCrypt.gensalt(4));
        try {
            String key =
                    Json.MAPPER.writeValueAsString(operatorSeal().verifyKey().jwk());
            Files.writeString(file, """
                    - {username: hub, password: "%1$s", name: Operatore, roles: [HUB_OPERATOR], second-factor: false}
                    - {username: %2$s, password: "%1$s", name: Operatrice, roles: [HUB_OPERATOR], second-factor: false, key: %3$s}
                    - {username: livia, password: "%1$s", name: Livia, roles: [HUB_OPERATOR]}
                    - {username: revisora, password: "%1$s", name: Revisora, roles: [HUB_AUDITOR], second-factor: false}
                    - {username: parma, password: "%1$s", name: P, roles: [MEMBER_ADMINISTRATOR], member: c_g337, second-factor: false}
                    - {username: brescia, password: "%1$s", name: B, roles: [MEMBER_ADMINISTRATOR], member: c_b157, second-factor: false}
                    """.formatted(hash, OPERATOR, key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }
}
