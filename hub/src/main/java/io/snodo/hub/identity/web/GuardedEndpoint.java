package io.snodo.hub.identity.web;

import io.snodo.hub.embedded.Comings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import org.apache.tomcat.util.net.NioEndpoint;

/** Sends away who comes too often from one address, before keys are agreed on with him. */
final class GuardedEndpoint extends NioEndpoint {
    private final Comings comings;

    GuardedEndpoint(Comings comings) {
        this.comings = comings;
    }

    @Override
    protected boolean setSocketOptions(SocketChannel socket) {
        return mayCome(socket) && super.setSocketOptions(socket); // false: the socket is closed, and nothing said
    }

    private boolean mayCome(SocketChannel socket) {
        try {
            return socket.getRemoteAddress() instanceof InetSocketAddress from && comings.mayCome(from.getAddress());
        } catch (IOException e) {
            return false; // gone already
        }
    }
}
