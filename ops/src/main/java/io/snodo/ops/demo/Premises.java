package io.snodo.ops.demo;

import io.snodo.ops.authority.DemoAuthority;
import io.snodo.ops.operator.OperatorKey;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** Furnishes a demo folder: keys, tenants with their public certificates, operators. What is there already stays. */
public final class Premises {
    private Premises() {}

    /** {@code tenants} is the project's folder of that name, which holds no certificate of a demo member. */
    public static void furnish(DemoFolder folder, Path tenants, Clock clock) {
        try {
            DemoAuthority authority = DemoAuthority.in(folder.keys(), clock);
            authority.issue("hub");
            authority.issueTimeStamps();
            copy(tenants, folder.tenants());
            for (DemoMember member : DemoMember.values()) {
                Path keys = authority.issue(member.code().value());
                Path certificates =
                        Files.createDirectories(folder.tenant(member).resolve("certificates"));
                for (String certificate : List.of("link.pem", "seal.pem", "encrypt.pem")) {
                    Files.copy(
                            keys.resolve(certificate),
                            certificates.resolve(certificate),
                            StandardCopyOption.REPLACE_EXISTING);
                }
                Logins.write(
                        folder.spoke(member).resolve("operators.yaml"), List.of(Logins.OPERATOR, Logins.VALIDATOR));
            }
            Logins.write(folder.hub().resolve("operators.yaml"), List.of(Logins.HUB_OPERATOR), operatorKey(folder));
        } catch (IOException | GeneralSecurityException e) {
            throw new CannotStart("the demo's folder " + folder.root() + " cannot be furnished: " + e.getMessage(), e);
        }
    }

    /** What {@code ops/snodo} calls this hub with. */
    private static OperatorKey operatorKey(DemoFolder folder) throws IOException {
        Path file = folder.keys().resolve("operator.json");
        if (Files.notExists(file)) {
            OperatorKey.make(Logins.HUB_OPERATOR.username()).write(file);
        }
        return OperatorKey.read(file);
    }

    /** Lets each member receive its own way; to be called before the hub starts. */
    public static void bind(DemoFolder folder, Ports ports) {
        for (DemoMember member : DemoMember.values()) {
            bind(folder, member, member.binding(), Settings.endpoint(ports));
        }
    }

    /** Lets one receive by {@code kind}; {@code endpoint} is where it is called, if it is. */
    public static void bind(DemoFolder folder, DemoMember member, String kind, URI endpoint) {
        String to = kind.endsWith("-push") ? ", endpoint: '" + endpoint + "'" : "";
        try {
            Files.writeString(
                    folder.tenant(member).resolve("tenant.yaml"),
                    "binding: {kind: " + kind + to + "}\n",
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new CannotStart("the demo's tenants cannot be written: " + e.getMessage(), e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(from)) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            Path target = to.resolve(from.relativize(file).toString());
            Files.createDirectories(target.getParent());
            Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
