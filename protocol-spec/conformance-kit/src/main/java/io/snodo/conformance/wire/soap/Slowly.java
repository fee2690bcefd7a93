package io.snodo.conformance.wire.soap;

import io.snodo.conformance.soap.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import javax.net.ssl.SSLContext;

/** Half of an envelope, and then nothing more: what is answered to somebody who never comes to an end. */
final class Slowly {
    private static final String BLANK_LINE = "\r\n\r\n";

    private static final int MORE_THAN_ENOUGH = 1_100_000;
    private static final int ENDLESS = 50_000_000;

    private Slowly() {}

    static Answered send(URI to, SSLContext link, byte[] octets, Request.Pace pace, Duration patience)
            throws IOException {
        try (Socket socket = link.getSocketFactory().createSocket(to.getHost(), to.getPort())) {
            socket.setSoTimeout((int) patience.toMillis());
            OutputStream out = socket.getOutputStream();
            out.write(("POST " + to.getPath() + " HTTP/1.1\r\nHost: " + to.getAuthority()
                            + "\r\nContent-Type: text/xml; charset=UTF-8\r\nSOAPAction: \"\"\r\nContent-Length: "
                            + (pace == Request.Pace.ENDLESS ? ENDLESS : octets.length) + BLANK_LINE)
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(
                    pace == Request.Pace.ENDLESS
                            ? Arrays.copyOf(octets, MORE_THAN_ENOUGH)
                            : Arrays.copyOf(octets, octets.length / 2));
            out.flush();
            Thread dripping = Thread.ofVirtual().start(() -> drip(out, pace == Request.Pace.DRIPPING, octets));
            try {
                return answer(socket);
            } finally {
                dripping.interrupt();
            }
        }
    }

    private static void drip(OutputStream out, boolean drips, byte[] octets) {
        try {
            for (int i = octets.length / 2; drips && i < octets.length - 1; i++) {
                Thread.sleep(1000);
                out.write(octets[i]);
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // the hub has had enough
        }
    }

    private static Answered answer(Socket socket) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        byte[] chunk = new byte[16 * 1024];
        try {
            while (!read.toString(StandardCharsets.UTF_8).contains("Envelope>")) {
                int length = socket.getInputStream().read(chunk);
                if (length < 0) {
                    break;
                }
                read.write(chunk, 0, length);
            }
        } catch (SocketTimeoutException e) {
            return Answered.of(0, new byte[0]);
        }
        String text = read.toString(StandardCharsets.UTF_8);
        String status = text.startsWith("HTTP/1.1 ") ? text.substring(9, 12) : "0";
        int from = text.indexOf('<');
        int until = text.lastIndexOf('>');
        return Answered.of(
                Integer.parseInt(status),
                (from < 0 || until < from ? "" : text.substring(from, until + 1)).getBytes(StandardCharsets.UTF_8));
    }
}
