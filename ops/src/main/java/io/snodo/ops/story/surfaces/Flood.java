package io.snodo.ops.story.surfaces;

import io.snodo.messages.Addresses;
import io.snodo.messages.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.MissingNode;

/**
 * A request far too long, over a bare socket: a server that answers early and hangs up is right to, and HTTP clients
 * tend to report that as a broken connection instead of reading the answer.
 */
public final class Flood {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3})");
    private static final int ANSWER_BYTES = 64 * 1024;

    private Flood() {}

    public static Api.Answer post(URI hub, String path, String token, int bytes) {
        try (Socket socket = new Socket(hub.getHost(), hub.getPort())) {
            socket.setSoTimeout(60_000);
            OutputStream out = socket.getOutputStream();
            out.write(
                    ("POST " + path + " HTTP/1.1\r\nHost: " + hub.getAuthority() + "\r\nAuthorization: Bearer " + token
                                    + "\r\nContent-Type: " + Addresses.SEALED + "\r\nContent-Length: " + bytes
                                    + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            Thread pouring = Thread.ofVirtual().start(() -> pour(out, bytes));
            String answer = read(socket.getInputStream());
            pouring.interrupt();
            return parse(answer);
        } catch (IOException e) {
            throw new NotObserved("no answer to a request that is too long: " + e, e);
        }
    }

    private static void pour(OutputStream out, int bytes) {
        byte[] part = "x".repeat(64 * 1024).getBytes(StandardCharsets.US_ASCII);
        try {
            for (int sent = 0; sent < bytes; sent += part.length) {
                out.write(part);
            }
        } catch (IOException e) {
            return; // the server has heard enough, as it should
        }
    }

    /** What came before the end, or before the server reset what it would not read. */
    private static String read(InputStream in) throws IOException {
        byte[] buffer = new byte[ANSWER_BYTES];
        int length = 0;
        try {
            for (int read; length < buffer.length && (read = in.read(buffer, length, buffer.length - length)) > 0; ) {
                length += read;
            }
        } catch (IOException e) {
            if (length == 0) {
                throw e;
            }
        }
        return new String(buffer, 0, length, StandardCharsets.UTF_8);
    }

    private static Api.Answer parse(String answer) throws IOException {
        Matcher status = STATUS.matcher(answer);
        if (!status.lookingAt()) {
            throw new IOException("not HTTP");
        }
        int from = answer.indexOf('{');
        int to = answer.lastIndexOf('}');
        try {
            return new Api.Answer(
                    Integer.parseInt(status.group(1)),
                    from < 0 ? MissingNode.getInstance() : Json.MAPPER.readTree(answer.substring(from, to + 1)));
        } catch (JacksonException e) {
            return new Api.Answer(Integer.parseInt(status.group(1)), MissingNode.getInstance());
        }
    }
}
