package io.snodo.hub.attachments.clamd;

import io.snodo.hub.attachments.Inspection;
import io.snodo.hub.attachments.Reason;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Has ClamAV look for viruses: the content is streamed to it in pieces (INSTREAM), and its one line is believed. */
@Component
@ConditionalOnProperty("snodo.attachments.clamd.host")
class ClamdInspection implements Inspection {
    private static final Logger LOG = LoggerFactory.getLogger(ClamdInspection.class);
    private static final int PIECE = 64 * 1024;
    private static final int MOST_SAID = 1024;

    private final ClamdSettings settings;

    ClamdInspection(ClamdSettings settings) {
        this.settings = settings;
    }

    @Override
    public Finding look(FileChannel content, String mediaType) {
        int patience = (int) settings.patience().toMillis();
        try (Socket daemon = new Socket()) {
            daemon.connect(new InetSocketAddress(settings.host(), settings.port()), patience);
            daemon.setSoTimeout(patience);
            Thread watch = Thread.ofVirtual().start(() -> endAfter(settings.longest(), daemon));
            try {
                return stream(content, daemon);
            } finally {
                watch.interrupt();
            }
        } catch (IOException e) {
            return new Finding.Away(e.getClass().getSimpleName());
        }
    }

    /** Nothing else ends a write that the other side does not read, or an answer that drips. */
    private static void endAfter(Duration longest, Socket daemon) {
        try {
            Thread.sleep(longest);
            daemon.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it has answered
        } catch (IOException e) {
            LOG.warn("clamd's connection does not close cause={}", e.getMessage());
        }
    }

    private static Finding stream(FileChannel content, Socket daemon) throws IOException {
        DataOutputStream out = new DataOutputStream(daemon.getOutputStream());
        out.write("zINSTREAM\0".getBytes(StandardCharsets.US_ASCII));
        byte[] piece = new byte[PIECE];
        for (int read = content.read(ByteBuffer.wrap(piece)); read > 0; read = content.read(ByteBuffer.wrap(piece))) {
            out.writeInt(read);
            out.write(piece, 0, read);
        }
        out.writeInt(0);
        out.flush();
        return finding(said(daemon.getInputStream()));
    }

    private static String said(InputStream in) throws IOException {
        return new String(in.readNBytes(MOST_SAID), StandardCharsets.US_ASCII)
                .replace("\0", "")
                .strip();
    }

    /** {@code stream: OK}, {@code stream: <name> FOUND}, or why it could not look. */
    private static Finding finding(String said) {
        if (said.equals("stream: OK")) {
            return CLEAN;
        }
        return said.startsWith("stream: ") && said.endsWith(" FOUND")
                ? new Finding.Bad(Reason.MALWARE)
                : new Finding.Away("clamd said something else"); // too large for it, or no clamd
    }
}
