package io.snodo.ops.evidence;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** An export as it lies there: the manifest vouches for the list, the list for every file (ST-731 to ST-733). */
record ExportZip(ZipFile zip) implements AutoCloseable {
    private static final String TYP = "staffetta-export";
    private static final int LARGEST_SMALL = 1024 * 1024;
    private static final int LARGEST_EVIDENCE = 512 * 1024 * 1024;

    /** What a whole one says of itself. */
    record Found(String member, String at, long files, long tickets) {}

    static ExportZip open(Path file) throws IOException {
        return new ExportZip(new ZipFile(file.toFile(), StandardCharsets.UTF_8));
    }

    /** Throws the first {@link Flaw}. */
    Found verify(List<X509Certificate> hub) throws IOException {
        try {
            JsonNode manifest = manifest(hub);
            long[] octets = new long[1];
            try (InputStream list = entry("files.jsonl")) {
                same(
                        "files.jsonl",
                        VerifyExport.sha256(list, octets),
                        manifest.path("sha256").asString(""));
            }
            Set<String> listed = files(manifest);
            long tickets = 0;
            for (String name : listed) {
                if (name.startsWith("evidence/")) {
                    new Verifier(hub, null).verify(octets(name, LARGEST_EVIDENCE));
                    tickets++;
                }
            }
            return new Found(
                    manifest.path("member").asString(""), manifest.path("at").asString(""), listed.size(), tickets);
        } catch (JacksonException e) {
            throw new Flaw("ST-731", "not_json", "manifest or list");
        } catch (java.util.zip.ZipException e) {
            throw new Flaw("ST-731", "zip_damaged", String.valueOf(e.getMessage()));
        }
    }

    private JsonNode manifest(List<X509Certificate> hub) throws IOException {
        String text = new String(octets("manifest.jws", LARGEST_SMALL), StandardCharsets.US_ASCII);
        Jws jws = Jws.read(text, TYP).orElseThrow(() -> new Flaw("ST-732", "no_seal", "manifest.jws"));
        for (String line : new String(octets("hub.jsonl", LARGEST_SMALL), StandardCharsets.UTF_8).split("\n")) {
            JsonNode key = EvidenceFile.JSON.readTree(line).path("jwk");
            Map<String, String> jwk = new HashMap<>();
            key.properties()
                    .forEach(field -> jwk.put(field.getKey(), field.getValue().asString("")));
            try {
                Jwk known = Jwk.of(jwk);
                boolean trusted = hub.isEmpty()
                        || hub.stream()
                                .anyMatch(certificate -> java.util.Arrays.equals(
                                        certificate.getPublicKey().getEncoded(),
                                        known.key().getEncoded()));
                if (trusted && jws.holds(known)) {
                    return EvidenceFile.JSON.readTree(jws.payload());
                }
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                throw new Flaw("ST-732", "key_unusable", "hub.jsonl");
            }
        }
        throw new Flaw("ST-732", "seal_of_another", "manifest.jws");
    }

    private Set<String> files(JsonNode manifest) throws IOException {
        Set<String> listed = new HashSet<>(Set.of());
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(entry("files.jsonl"), StandardCharsets.UTF_8))) {
            for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode file = EvidenceFile.JSON.readTree(line);
                String name = file.path("name").asString("");
                long[] octets = new long[1];
                try (InputStream in = entry(name)) {
                    same(
                            name,
                            VerifyExport.sha256(in, octets),
                            file.path("sha256").asString(""));
                }
                if (octets[0] != file.path("octets").asLong(-1) || !listed.add(name)) {
                    throw new Flaw("ST-733", "changed", name);
                }
            }
        }
        if (listed.size() != manifest.path("files").asLong(-1)) {
            throw new Flaw("ST-733", "list_incomplete", "files.jsonl");
        }
        zip.stream().map(ZipEntry::getName).forEach(name -> {
            if (!listed.contains(name) && !name.equals("files.jsonl") && !name.equals("manifest.jws")) {
                throw new Flaw("ST-733", "not_listed", name);
            }
        });
        return listed;
    }

    private static void same(String name, String is, String said) {
        if (!is.equals(said)) {
            throw new Flaw("ST-733", "changed", name);
        }
    }

    private byte[] octets(String name, int most) throws IOException {
        try (InputStream in = entry(name)) {
            byte[] octets = in.readNBytes(most + 1);
            if (octets.length > most) {
                throw new Flaw("ST-733", "too_large", name);
            }
            return octets;
        }
    }

    private InputStream entry(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new Flaw("ST-733", "missing", name);
        }
        return zip.getInputStream(entry);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
