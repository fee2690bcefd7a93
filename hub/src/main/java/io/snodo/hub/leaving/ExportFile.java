package io.snodo.hub.leaving;

import io.snodo.hub.dossier.Digested;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.Sealed;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The ZIP as it is written, entry after entry, with a list of what is in it; the list is an entry too, and the manifest, which
 * is the last one, seals it (ST-731). Nothing of it is kept in memory.
 */
final class ExportFile implements AutoCloseable {
    static final String TYP = "staffetta-export";

    private final Digested whole;
    private final ZipOutputStream zip;
    private final Path listed;
    private final BufferedWriter list;
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private long files;
    private long lines;

    ExportFile(Path file) throws IOException {
        whole = new Digested(new BufferedOutputStream(Files.newOutputStream(file)));
        zip = new ZipOutputStream(whole, StandardCharsets.UTF_8);
        listed = Path.of(file + ".list");
        list = Files.newBufferedWriter(listed);
    }

    /** One file's line in {@code files.jsonl}. */
    record Listed(String name, long octets, String sha256) {}

    /** What the seal is over. */
    record Manifest(
            String format,
            String version,
            MemberCode member,
            Instant at,
            Map<String, Long> counts,
            long files,
            String sha256) {}

    /** What is known when all is written. */
    record Written(long lines, long octets, String digest, String manifest) {}

    /** Lines of one kind. */
    interface Lines {
        void into(LineSink sink) throws IOException;
    }

    /** Takes one line. */
    interface LineSink {
        void line(String json) throws IOException;
    }

    void lines(String name, Lines from) throws IOException {
        Digested entry = begin(name + ".jsonl");
        long before = lines;
        from.into(json -> {
            entry.write(json.getBytes(StandardCharsets.UTF_8));
            entry.write('\n');
            lines++;
        });
        counts.put(name, lines - before);
        end(name + ".jsonl", entry);
    }

    /** One file as it is; counted under {@code kind}. */
    void file(String kind, String name, InputStream from) throws IOException {
        Digested entry = begin(name);
        from.transferTo(entry);
        counts.merge(kind, 1L, Long::sum);
        end(name, entry);
    }

    long written() {
        return lines;
    }

    Written seal(MemberCode member, Instant at, SealKey key) throws IOException {
        list.close();
        Digested entry = begin("files.jsonl");
        Files.copy(listed, entry);
        zip.closeEntry();
        Manifest manifest = new Manifest(TYP, "1.0", member, at, counts, files, entry.sha256());
        String jws = Sealed.sign(Json.MAPPER.writeValueAsBytes(manifest), TYP, key);
        Digested last = begin("manifest.jws");
        last.write(jws.getBytes(StandardCharsets.US_ASCII));
        zip.closeEntry();
        zip.finish();
        whole.flush();
        return new Written(lines, whole.octets(), whole.sha256(), last.sha256());
    }

    private Digested begin(String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(0);
        zip.putNextEntry(entry);
        return new Digested(zip);
    }

    private void end(String name, Digested entry) throws IOException {
        zip.closeEntry();
        files++;
        list.write(Json.MAPPER.writeValueAsString(new Listed(name, entry.octets(), entry.sha256())));
        list.write('\n');
    }

    @Override
    public void close() throws IOException {
        list.close();
        whole.close();
        Files.deleteIfExists(listed);
    }
}
