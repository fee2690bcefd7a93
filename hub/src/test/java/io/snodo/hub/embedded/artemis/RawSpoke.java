package io.snodo.hub.embedded.artemis;

import io.snodo.hub.TestAuthority;
import io.snodo.messages.Addresses;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.SSLSocket;
import org.apache.qpid.proton.Proton;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.messaging.Source;
import org.apache.qpid.proton.amqp.messaging.Target;
import org.apache.qpid.proton.engine.Connection;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.EndpointState;
import org.apache.qpid.proton.engine.Sender;
import org.apache.qpid.proton.engine.Session;
import org.apache.qpid.proton.engine.Transport;

/** A member's client that opens a connection and begins nothing, or puts any octets where a message should be. */
final class RawSpoke implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SSLSocket socket;
    private final Transport transport = Proton.transport();
    private final Connection connection = Proton.connection();
    private int sent;

    RawSpoke(int port, TestAuthority authority, TestAuthority.Identity identity)
            throws IOException, GeneralSecurityException {
        socket = (SSLSocket)
                Spoke.context(authority, identity).getSocketFactory().createSocket("127.0.0.1", port);
        socket.startHandshake();
        socket.setSoTimeout(100);
        transport.sasl().client();
        transport.sasl().setMechanisms("EXTERNAL");
        transport.sasl().send(new byte[0], 0, 0);
        connection.setContainer("raw");
        connection.setHostname("127.0.0.1");
        transport.bind(connection);
        connection.open();
        pumpUntil(() -> connection.getRemoteState() == EndpointState.ACTIVE);
    }

    /** Whether the broker ends the connection within {@code time}. */
    boolean isEndedWithin(Duration time) throws IOException {
        long end = System.nanoTime() + time.toNanos();
        try {
            pumpUntil(() -> System.nanoTime() > end || connection.getRemoteState() == EndpointState.CLOSED);
            return connection.getRemoteState() == EndpointState.CLOSED;
        } catch (SocketException | HungUp e) {
            return true;
        }
    }

    private Sender sender() throws IOException {
        Session session = connection.session();
        session.open();
        Sender sender = session.sender("raw");
        Target target = new Target();
        target.setAddress(Addresses.TO_HUB);
        sender.setTarget(target);
        sender.setSource(new Source());
        sender.open();
        pumpUntil(() -> sender.getCredit() > 0);
        return sender;
    }

    /** Whether the broker accepts these octets as a message; to say nothing, or to end the link, is a no as well. */
    boolean isAccepted(byte[] octets) throws IOException {
        Sender sender = sender();
        Delivery delivery = sender.delivery(("d" + sent++).getBytes(StandardCharsets.US_ASCII));
        sender.send(octets, 0, octets.length);
        sender.advance();
        try {
            pumpUntil(() -> delivery.getRemoteState() != null
                    || sender.getRemoteCondition().getCondition() != null);
        } catch (IOException e) {
            return false;
        }
        return delivery.getRemoteState() instanceof Accepted;
    }

    private static final class HungUp extends IOException {
        HungUp() {
            super("the broker has hung up");
        }
    }

    private interface Reached {
        boolean now();
    }

    private void pumpUntil(Reached reached) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!reached.now()) {
            if (System.nanoTime() > end) {
                throw new IOException("the broker did not answer within " + PATIENCE);
            }
            write();
            read();
        }
    }

    private void write() throws IOException {
        for (int pending = transport.pending(); pending > 0; pending = transport.pending()) {
            byte[] octets = new byte[pending];
            transport.head().get(octets);
            socket.getOutputStream().write(octets);
            transport.pop(pending);
        }
        socket.getOutputStream().flush();
    }

    private void read() throws IOException {
        byte[] octets = new byte[Math.max(1, transport.capacity())];
        try {
            int read = socket.getInputStream().read(octets);
            if (read < 0) {
                throw new HungUp();
            }
            ByteBuffer tail = transport.tail();
            tail.put(octets, 0, read);
            transport.process();
        } catch (SocketTimeoutException e) {
            // nothing said yet
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
