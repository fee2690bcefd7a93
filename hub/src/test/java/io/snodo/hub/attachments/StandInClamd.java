package io.snodo.hub.attachments;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** Speaks as much of clamd's protocol as is used: INSTREAM, and a verdict by the test file of EICAR. */
final class StandInClamd implements AutoCloseable {
    /** Put together here, so that no scanner finds it in these sources. */
    static final String EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-" + "ANTIVIRUS-TEST-FILE!$H+H*";

    private final ServerSocket socket;
    private final AtomicLong looked = new AtomicLong();
    private volatile boolean away;

    StandInClamd() throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    int port() {
        return socket.getLocalPort();
    }

    void goAway(boolean gone) {
        away = gone;
    }

    /** How many octets it was given in all. */
    long looked() {
        return looked.get();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket caller = socket.accept()) {
                if (!away) {
                    answer(caller);
                }
            } catch (IOException e) {
                // the caller has gone, or the test is over
            }
        }
    }

    private void answer(Socket caller) throws IOException {
        DataInputStream in = new DataInputStream(caller.getInputStream());
        String command = new String(in.readNBytes(10), StandardCharsets.US_ASCII);
        boolean found = false;
        String before = "";
        for (int length = in.readInt(); length > 0; length = in.readInt()) {
            String piece = new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
            found |= (before + piece).contains(EICAR);
            before = piece.substring(Math.max(0, piece.length() - EICAR.length()));
            looked.addAndGet(length);
        }
        String said = !command.equals("zINSTREAM\0")
                ? "UNKNOWN COMMAND"
                : found ? "stream: Win.Test.EICAR_HDB-1 FOUND" : "stream: OK";
        caller.getOutputStream().write((said + "\0").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
