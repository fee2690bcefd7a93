package io.snodo.spoke.files;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/** The part of the hub's JSON API that takes and gives contents, as the specification says it, with faults on demand. */
public final class FakeHubFiles implements AutoCloseable {
    private final HttpServer server;
    private final Map<UUID, byte[]> contents = new ConcurrentHashMap<>();
    private final Map<UUID, byte[]> coming = new ConcurrentHashMap<>();
    private final Map<UUID, String> states = new ConcurrentHashMap<>();
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private volatile int limit = 1024 * 1024;
    private volatile int breakAfter = Integer.MAX_VALUE;
    private volatile String verdict = "free";
    private volatile boolean mismatch;

    public FakeHubFiles() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/api/v1/tickets/", this::answer);
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api/v1");
    }

    /** It has the content of that offer, and gives it. */
    public void has(UUID offer, byte[] content) {
        contents.put(offer, content);
        states.put(offer, "free");
    }

    /** What was free is so no longer. */
    void takesBack(UUID offer) {
        states.put(offer, "rejected");
    }

    /** All of it has come, and the hub was killed before it noted so. */
    void hasAllWithoutKnowing(UUID offer, byte[] content) {
        coming.put(offer, content);
    }

    /** What has been brought whole. */
    public List<byte[]> contents() {
        return List.copyOf(contents.values());
    }

    void limit(int chunk) {
        limit = chunk;
    }

    /** Each answer and each chunk breaks off after so many octets. */
    void breakAfter(int octets) {
        breakAfter = octets;
    }

    /** What comes of what is brought: {@code free}, or {@code rejected} as malware. */
    void decides(String state) {
        verdict = state;
    }

    void findsAnotherDigest() {
        mismatch = true;
    }

    int calls() {
        return tokens.size();
    }

    private void answer(HttpExchange call) throws IOException {
        String[] path = call.getRequestURI().getPath().split("/");
        UUID offer = UUID.fromString(path[6]);
        String what = path.length > 7 ? path[7] : "";
        try (call) {
            if (!tokens.add(String.valueOf(call.getRequestHeaders().getFirst("Authorization")))) {
                problem(call, 401, "token_replayed");
                return;
            }
            switch (call.getRequestMethod() + what) {
                case "HEADupload" -> told(call, offer, 204);
                case "PATCHupload" -> append(call, offer);
                case "GETcontent" -> give(call, offer);
                case "GET" -> state(call, offer);
                default -> problem(call, 404, "not_found");
            }
        }
    }

    private void told(HttpExchange call, UUID offer, int status) throws IOException {
        boolean whole = contents.containsKey(offer);
        int offset = whole ? contents.get(offer).length : coming.getOrDefault(offer, new byte[0]).length;
        call.getResponseHeaders().set("Upload-Offset", String.valueOf(offset));
        call.getResponseHeaders().set("Upload-Complete", whole ? "?1" : "?0");
        call.getResponseHeaders().set("Upload-Limit", "max-append-size=" + limit);
        call.sendResponseHeaders(status, -1);
    }

    private void append(HttpExchange call, UUID offer) throws IOException {
        byte[] before = coming.getOrDefault(offer, new byte[0]);
        int offset = Integer.parseInt(call.getRequestHeaders().getFirst("Upload-Offset"));
        byte[] chunk = call.getRequestBody().readNBytes(breakAfter);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(before);
        all.write(chunk);
        if (offset != before.length || chunk.length > limit) {
            problem(call, 409, "upload_offset_wrong");
        } else if (chunk.length == breakAfter) {
            coming.put(offer, all.toByteArray());
            breakAfter = Integer.MAX_VALUE;
            call.getRequestBody().close(); // and no answer
        } else if (mismatch) {
            coming.remove(offer);
            problem(call, 422, "content_mismatch");
        } else {
            coming.put(offer, all.toByteArray());
            if ("?1".equals(call.getRequestHeaders().getFirst("Upload-Complete"))) {
                contents.put(offer, all.toByteArray());
                states.put(offer, "held");
                json(call, 200, "{\"state\":\"held\"}");
            } else {
                told(call, offer, 204);
            }
        }
    }

    private void state(HttpExchange call, UUID offer) throws IOException {
        String state = states.getOrDefault(offer, "awaited");
        if (state.equals("held")) {
            states.put(offer, verdict); // decided by the next time
        }
        json(call, 200, "{\"state\":\"" + state + "\"" + (state.equals("rejected") ? ",\"reason\":\"malware\"}" : "}"));
    }

    private void give(HttpExchange call, UUID offer) throws IOException {
        byte[] content = contents.get(offer);
        if (content == null) {
            problem(call, 404, "attachment_unknown");
            return;
        }
        String range = call.getRequestHeaders().getFirst("Range");
        int from = range == null ? 0 : Integer.parseInt(range.replaceAll("[^0-9]", ""));
        byte[] part = Arrays.copyOfRange(content, from, content.length);
        call.sendResponseHeaders(range == null ? 200 : 206, part.length);
        int most = Math.min(part.length, breakAfter);
        breakAfter = Integer.MAX_VALUE;
        call.getResponseBody().write(part, 0, most);
        call.getResponseBody().flush();
    }

    private static void problem(HttpExchange call, int status, String code) throws IOException {
        json(call, status, "{\"code\":\"" + code + "\"}");
    }

    private static void json(HttpExchange call, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        call.sendResponseHeaders(status, bytes.length);
        call.getResponseBody().write(bytes);
    }

    static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
