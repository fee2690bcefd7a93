package io.snodo.spoke.enrolment;

import io.snodo.messages.enrolment.Purpose;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Our keys and certificates as PEM files in a folder; nobody else can read the private ones, and none leaves it. */
record KeyFiles(Path folder) {
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

    Path key(Purpose purpose) {
        return folder.resolve(purpose.wire() + ".key");
    }

    Path certificate(Purpose purpose) {
        return folder.resolve(purpose.wire() + ".pem");
    }

    /** The public half, so that the same key can be asked for again. */
    private Path open(Purpose purpose) {
        return folder.resolve(purpose.wire() + ".pub");
    }

    void prepare() throws IOException {
        Files.createDirectories(folder, only("rwx------"));
    }

    /** The one that is there, else a new one. */
    KeyPair pair(Purpose purpose) throws IOException {
        try {
            if (Files.exists(key(purpose)) && Files.exists(open(purpose))) {
                String algorithm = algorithm(purpose);
                return new KeyPair(
                        publicKey(algorithm, read(open(purpose))), privateKey(algorithm, read(key(purpose))));
            }
            KeyPair made = make(purpose);
            write(key(purpose), "PRIVATE KEY", made.getPrivate().getEncoded());
            write(open(purpose), "PUBLIC KEY", made.getPublic().getEncoded());
            return made;
        } catch (GeneralSecurityException e) {
            throw new IOException("the key in " + key(purpose) + " cannot be used", e);
        }
    }

    void keep(Purpose purpose, List<String> chain) throws IOException {
        keep(certificate(purpose), chain);
    }

    /** Certificates, DER in base64. */
    static void keep(Path file, List<String> ders) throws IOException {
        String pem = ders.stream()
                .map(der -> pem("CERTIFICATE", Base64.getDecoder().decode(der)))
                .collect(Collectors.joining());
        replace(file, pem);
    }

    /** Those in a file, DER in base64. */
    static List<String> ders(Path file) throws IOException {
        List<String> ders = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                ders.add(Base64.getEncoder().encodeToString(each.getEncoded()));
            }
        } catch (GeneralSecurityException e) {
            throw new IOException("no certificates in " + file, e);
        }
        return ders;
    }

    Optional<X509Certificate> certified(Purpose purpose) throws IOException {
        Path file = certificate(purpose);
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.of(
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in));
        } catch (GeneralSecurityException e) {
            throw new IOException("no certificate in " + file, e);
        }
    }

    /** What {@code next} has takes the place of what is here, the certificate last: with it goes the look whether one is due. */
    void take(KeyFiles next, Purpose purpose) throws IOException {
        for (Path file : List.of(key(purpose), open(purpose), certificate(purpose))) {
            Path made = next.folder.resolve(String.valueOf(file.getFileName()));
            if (Files.exists(made)) { // else it was taken before the process ended
                Files.move(made, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    /** As {@link #take}, and what was here is kept in {@code old}. */
    void take(KeyFiles next, Purpose purpose, KeyFiles old) throws IOException {
        for (Path file : List.of(key(purpose), open(purpose), certificate(purpose))) {
            Path made = next.folder.resolve(String.valueOf(file.getFileName()));
            Path before = old.folder.resolve(String.valueOf(file.getFileName()));
            if (Files.exists(made) && Files.exists(file) && Files.notExists(before)) {
                old.prepare();
                Files.move(file, before, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        take(next, purpose);
    }

    private static KeyPair make(Purpose purpose) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm(purpose));
        switch (purpose) {
            case LINK -> generator.initialize(new ECGenParameterSpec("secp256r1"));
            case SIGNATURE -> generator.initialize(2048);
            case SEAL, ENCRYPTION -> {}
        }
        return generator.generateKeyPair();
    }

    private static String algorithm(Purpose purpose) {
        return switch (purpose) {
            case LINK -> "EC";
            case SEAL -> "Ed25519";
            case SIGNATURE -> "RSA";
            case ENCRYPTION -> "X25519";
        };
    }

    private static PublicKey publicKey(String algorithm, byte[] der) throws GeneralSecurityException {
        return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(der));
    }

    private static PrivateKey privateKey(String algorithm, byte[] der) throws GeneralSecurityException {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
    }

    private static byte[] read(Path pem) throws IOException {
        return Base64.getMimeDecoder()
                .decode(Files.readString(pem, StandardCharsets.US_ASCII).replaceAll("-----[A-Z ]+-----", ""));
    }

    private static void write(Path file, String type, byte[] der) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, only("rw-------"));
        Files.writeString(file, pem(type, der));
    }

    private static void replace(Path file, String text) throws IOException {
        Path made = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(made, text);
        Files.move(made, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String pem(String type, byte[] der) {
        return "-----BEGIN " + type + "-----\n" + LINES.encodeToString(der) + "\n-----END " + type + "-----\n";
    }

    private static FileAttribute<?> only(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }
}
