package io.snodo.spoke.enrolment;

import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.enrolment.Enrolled;
import io.snodo.messages.enrolment.Purpose;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The folder in which a spoke starts with nothing else said: settings, keys, its facts, its logins, its data. */
record SpokeFolder(Path root) {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final int LENGTH = 14;

    KeyFiles keys() {
        return new KeyFiles(root.resolve("keys"));
    }

    Path settings() {
        return root.resolve("spoke.yaml");
    }

    private Path tenant() {
        return root.resolve("tenant");
    }

    /** Whose it is already; empty for a new one. */
    Optional<MemberCode> owner() throws IOException {
        Path file = root.resolve("member");
        return Files.exists(file)
                ? Optional.of(new MemberCode(Files.readString(file).strip()))
                : Optional.empty();
    }

    void begin(MemberCode member) throws IOException {
        Files.createDirectories(root);
        keys().prepare();
        Files.writeString(root.resolve("member"), member.value() + "\n");
    }

    /** The keys to ask with for the invitation {@code id}: those of another one are known to the hub, and stay in use. */
    KeyFiles offered(UUID id) throws IOException {
        if (id.toString().equals(invitation())) {
            adopt(id);
            return keys();
        }
        if (invitation().isEmpty() && Files.notExists(keys().certificate(Purpose.LINK))) {
            Files.writeString(marker(), id.toString());
            return keys();
        }
        KeyFiles anew = anew(id);
        anew.prepare();
        return anew;
    }

    private KeyFiles anew(UUID id) {
        return new KeyFiles(keys().folder().resolve("invited-" + id));
    }

    private Path marker() {
        return keys().folder().resolve("invitation");
    }

    private String invitation() throws IOException {
        return Files.exists(marker()) ? Files.readString(marker()).strip() : "";
    }

    /** What was asked with for {@code id} takes the place of what was here; that goes aside. */
    private void adopt(UUID id) throws IOException {
        for (Purpose purpose : Purpose.values()) {
            keys().take(anew(id), purpose, new KeyFiles(keys().folder().resolve("before-" + id)));
        }
    }

    /** From here on the certificates for {@code id}, with the keys they are for, are the ones to use. */
    void enrolled(UUID id, KeyFiles offered, Enrolled enrolled) throws IOException {
        for (Map.Entry<Purpose, Enrolled.Given> each : enrolled.certificates().entrySet()) {
            offered.keep(each.getKey(), each.getValue().chain());
        }
        Files.writeString(marker(), id.toString());
        adopt(id);
    }

    /** Who vouches for the hub, and by which seals it is known; the files of the seals. */
    static List<String> trust(Path keys, Enrolled enrolled) throws IOException {
        if (!enrolled.authorities().isEmpty()) {
            KeyFiles.keep(keys.resolve("authorities.pem"), enrolled.authorities());
        }
        List<String> seals = new ArrayList<>();
        for (String der : enrolled.hub().seals()) {
            Path file = keys.resolve("hub-seal-" + seals.size() + ".pem");
            KeyFiles.keep(file, List.of(der));
            seals.add(file.toString());
        }
        return seals;
    }

    /** With those of before what they were used for can still be read. */
    private Map<String, Object> encryption() throws IOException {
        List<KeyFiles> all = new ArrayList<>(List.of(keys()));
        try (Stream<Path> folders = Files.list(keys().folder())) {
            folders.filter(each -> String.valueOf(each.getFileName()).startsWith("before-"))
                    .map(KeyFiles::new)
                    .forEach(all::add);
        }
        all.removeIf(each -> Files.notExists(each.certificate(Purpose.ENCRYPTION)));
        return Map.of(
                "key",
                        all.stream()
                                .map(each -> each.key(Purpose.ENCRYPTION).toString())
                                .toList(),
                "certificate",
                        all.stream()
                                .map(each ->
                                        each.certificate(Purpose.ENCRYPTION).toString())
                                .toList());
    }

    /** What the hub has answered, so that the next plain start works. */
    void settle(Enrolled enrolled, int port) throws IOException {
        List<String> seals = trust(keys().folder(), enrolled);
        Files.createDirectories(tenant());
        yaml(tenant().resolve("tenant.yaml"), enrolled.tenant());
        yaml(tenant().resolve("network-vocabulary.yaml"), enrolled.vocabulary());
        if (Files.notExists(tenant().resolve("vocabulary.yaml"))) { // once there, it is the office's own
            yaml(tenant().resolve("vocabulary.yaml"), ownWords(enrolled.vocabulary()));
        }
        yaml(settings(), settings(enrolled, seals, port));
    }

    private Map<String, Object> settings(Enrolled enrolled, List<String> seals, int port) throws IOException {
        KeyFiles keys = keys();
        Enrolled.Hub hub = enrolled.hub();
        String kind = enrolled.binding().kind();
        Map<String, Object> snodo = new LinkedHashMap<>();
        snodo.put("data", root.resolve("data").toString());
        snodo.put("tenant", tenant().toString());
        snodo.put(
                "network-vocabulary",
                tenant().resolve("network-vocabulary.yaml").toString());
        snodo.put("operators", root.resolve("operators.yaml").toString());
        snodo.put("tracking", Map.of("url", hub.tracking()));
        snodo.put("attachments", Map.of("hub", hub.api()));
        snodo.put("hub", Map.of("url", hub.broker(), "certificate", seals));
        snodo.put("seal", files(keys, Purpose.SEAL));
        if (enrolled.certificates().containsKey(Purpose.ENCRYPTION)) {
            snodo.put("encryption", encryption());
        }
        Map<String, Object> link = new LinkedHashMap<>(files(keys, Purpose.LINK));
        link.put("authority", keys.folder().resolve("authorities.pem").toString());
        link.put("binding", kind);
        snodo.put("link", link);
        if (kind.startsWith("rest-")) {
            Map<String, Object> rest = called(enrolled, String.valueOf(hub.rest()));
            rest.put("audience", hub.audience());
            snodo.put("rest", rest);
        }
        if (kind.startsWith("soap-")) {
            snodo.put("soap", called(enrolled, String.valueOf(hub.soap())));
        }
        snodo.put("enrolment", Map.of("hub", hub.api(), "keys", keys.folder().toString()));
        return Map.of("server", Map.of("port", port), "snodo", snodo);
    }

    private Map<String, Object> called(Enrolled enrolled, String url) {
        Map<String, Object> door = new LinkedHashMap<>();
        door.put("url", url);
        door.put("signature", files(keys(), Purpose.SIGNATURE));
        if (enrolled.binding().endpoint() != null) {
            URI endpoint = URI.create(enrolled.binding().endpoint());
            door.put(
                    "listen",
                    Map.of("port", endpoint.getPort() < 0 ? 443 : endpoint.getPort(), "url", endpoint.toString()));
        }
        return door;
    }

    private static Map<String, Object> files(KeyFiles keys, Purpose purpose) {
        return Map.of(
                "key", keys.key(purpose).toString(),
                "certificate", keys.certificate(purpose).toString());
    }

    /** The network's words, to be replaced by the office's own. */
    private static Map<String, Object> ownWords(JsonNode vocabulary) {
        Map<String, Object> words = new LinkedHashMap<>();
        for (String kind : List.of("categories", "channels")) {
            Map<String, String> own = new LinkedHashMap<>();
            vocabulary
                    .path(kind)
                    .forEach(each -> own.put(
                            each.path("it").asString(""), each.path("code").asString("")));
            words.put(kind, own);
        }
        return words;
    }

    /** A login for the desk, if there is none; its password, told once. */
    Optional<String> login(String name) throws IOException {
        Path file = root.resolve("operators.yaml");
        if (Files.exists(file)) {
            return Optional.empty();
        }
        SecureRandom random = new SecureRandom();
        StringBuilder password = new StringBuilder();
        random.ints(LENGTH, 0, LETTERS.length()).forEach(at -> password.append(LETTERS.charAt(at)));
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        yaml(
                file,
                List.of(Map.of(
                        "username",
                        "operatore",
                        "password",
                        "{bcrypt}" + new BCryptPasswordEncoder().encode(password.toString()),
                        "name",
                        name,
                        "roles",
                        List.of("OPERATOR", "VALIDATOR"))));
        return Optional.of(password.toString());
    }

    private static void yaml(Path file, Object content) throws IOException {
        try {
            Object plain = content instanceof JsonNode node ? Json.MAPPER.convertValue(node, Object.class) : content;
            Files.writeString(file, YAML.writeValueAsString(plain));
        } catch (JacksonException e) {
            throw new IOException("the file " + file + " cannot be written", e);
        }
    }
}
