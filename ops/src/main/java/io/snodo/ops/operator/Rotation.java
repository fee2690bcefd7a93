package io.snodo.ops.operator;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import tools.jackson.core.JacksonException;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * {@code ops/snodo rotate --seal}: a member's seal is changed in the tenants folder in two steps, so that between them both keys
 * count and nothing under way is refused.
 */
final class Rotation {
    private static final YAMLMapper YAML = new YAMLMapper();

    private final Typed typed;
    private final PrintStream out;
    private final Clock clock;

    Rotation(Typed typed, PrintStream out, Clock clock) {
        this.typed = typed;
        this.out = out;
        this.clock = clock;
    }

    private record Seal(Path file, X509Certificate certificate) {
        Instant since() {
            return certificate.getNotBefore().toInstant();
        }
    }

    /** Who has joined with an invitation has no certificates in the folder, and its spoke is asked instead. */
    static boolean isOfFolder(Typed typed) {
        return typed.named().containsKey("--seal")
                || typed.named().containsKey("--into")
                || typed.flags().contains("--finish");
    }

    int run() throws CannotDo {
        String member = typed.plain(0, 1, "member");
        String seal = typed.named().get("--seal");
        boolean finish = typed.flags().contains("--finish");
        if (finish == (seal != null)) {
            throw CannotDo.typed("say either --seal FILE, to begin, or --finish; see ops/snodo rotate --help");
        }
        try {
            Path certificates = certificates(member);
            List<Seal> there = seals(certificates);
            if (seal == null) {
                finish(member, there);
            } else {
                begin(member, certificates, there, read(Path.of(seal)));
            }
            return 0;
        } catch (IOException e) {
            throw CannotDo.refused("the folder cannot be read or written (" + e.getMessage() + "); see --into");
        }
    }

    private void begin(String member, Path certificates, List<Seal> there, Seal next) throws CannotDo, IOException {
        X509Certificate certificate = next.certificate();
        demand(
                Set.of("EdDSA", "Ed25519", "EC")
                        .contains(certificate.getPublicKey().getAlgorithm()),
                next.file() + " is no certificate of a seal (Ed25519 or P-256)");
        demand(
                member.equals(commonName(certificate)),
                next.file() + " is another's: its name is " + commonName(certificate) + ", and not " + member);
        demand(
                clock.instant().isBefore(certificate.getNotAfter().toInstant()),
                next.file() + " ended on " + certificate.getNotAfter().toInstant());
        for (Seal each : there) {
            demand(
                    !each.certificate().getPublicKey().equals(certificate.getPublicKey()),
                    "its key is in " + each.file() + " already; a rotation needs a new key");
        }
        Path target = certificates.resolve(
                "seal-" + next.since().atZone(ZoneOffset.UTC).toLocalDate() + "-"
                        + certificate.getSerialNumber().toString(16) + ".pem");
        Files.copy(next.file(), target);
        out.println("Added: " + target);
        out.println(
                "Both keys count once the folder is applied: ops/snodo apply. Then the member goes over to the new key,"
                        + " and when nothing sealed before waits in its outbox: ops/snodo rotate " + member
                        + " --finish");
    }

    private void finish(String member, List<Seal> there) throws CannotDo, IOException {
        demand(there.size() > 1, member + " has one seal only; begin with ops/snodo rotate " + member + " --seal FILE");
        Seal newest = there.getLast();
        Instant now = clock.instant();
        demand(
                !now.isBefore(newest.since())
                        && now.isBefore(newest.certificate().getNotAfter().toInstant()),
                "the newest seal, " + newest.file() + ", does not count now; the others stay until it does");
        for (Seal old : there.subList(0, there.size() - 1)) {
            Files.delete(old.file());
            out.println("Taken away: " + old.file());
        }
        out.println("Stays: " + newest.file());
        out.println("The old key is retired once the folder is applied: ops/snodo apply. What it sealed stays good.");
    }

    private Path certificates(String member) throws CannotDo, IOException {
        Path tenants = Path.of(typed.named()
                .getOrDefault(
                        "--into",
                        Path.of(typed.named().getOrDefault("--home", ""), "tenants")
                                .toString()));
        try (Stream<Path> folders = Files.list(tenants)) {
            for (Path folder : folders.sorted().toList()) {
                Path file = folder.resolve("tenant.yaml");
                if (Files.exists(file)
                        && YAML.readTree(Files.readString(file))
                                .path("member")
                                .asString("")
                                .equals(member)) {
                    Path certificates = folder.resolve("certificates");
                    demand(
                            Files.isDirectory(certificates),
                            member + " has no certificates in " + folder
                                    + ": who has joined with an invitation makes its keys itself; have its spoke do"
                                    + " so now with ops/snodo rotate " + member);
                    return certificates;
                }
            }
        } catch (JacksonException e) {
            throw CannotDo.refused("a tenant.yaml in " + tenants + " is no YAML: " + e.getOriginalMessage());
        }
        throw CannotDo.refused("there is no member " + member + " in " + tenants + "; see --into");
    }

    /** The newest last; two certificates of one key are two files and one key. */
    private static List<Seal> seals(Path certificates) throws CannotDo, IOException {
        List<Seal> seals = new ArrayList<>();
        try (Stream<Path> files = Files.list(certificates)) {
            for (Path file : files.sorted().toList()) {
                String name = String.valueOf(file.getFileName());
                if (name.startsWith("seal") && name.endsWith(".pem")) {
                    seals.add(read(file));
                }
            }
        }
        seals.sort(Comparator.comparing(Seal::since));
        return seals;
    }

    private static Seal read(Path file) throws CannotDo {
        try (InputStream in = Files.newInputStream(file)) {
            return new Seal(file, (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(in));
        } catch (IOException | CertificateException e) {
            throw CannotDo.refused("the file " + file + " holds no certificate (PEM)");
        }
    }

    private static String commonName(X509Certificate certificate) {
        try {
            return new LdapName(certificate.getSubjectX500Principal().getName())
                    .getRdns().stream()
                            .filter(part -> part.getType().equalsIgnoreCase("CN"))
                            .map(part -> String.valueOf(part.getValue()))
                            .findFirst()
                            .orElse("");
        } catch (InvalidNameException e) {
            return "";
        }
    }

    private static void demand(boolean met, String otherwise) throws CannotDo {
        if (!met) {
            throw CannotDo.refused(otherwise);
        }
    }
}
