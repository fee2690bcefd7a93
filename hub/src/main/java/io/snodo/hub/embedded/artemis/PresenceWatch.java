package io.snodo.hub.embedded.artemis;

import io.snodo.hub.embedded.MemberPresence;
import io.snodo.messages.MemberCode;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;

/** Tells when a member's first connection comes and when its last one goes. */
final class PresenceWatch implements ActiveMQServerPlugin {
    private final Map<Object, MemberCode> connections = new ConcurrentHashMap<>();
    private final Consumer<MemberPresence> listener;
    private final Clock clock;

    PresenceWatch(Consumer<MemberPresence> listener, Clock clock) {
        this.listener = listener;
        this.clock = clock;
    }

    @Override
    public void afterCreateSession(ServerSession session) {
        if (session.getValidatedUser().equals(Gatekeeper.HUB)) {
            return;
        }
        MemberCode member = new MemberCode(session.getValidatedUser());
        boolean first = !connections.containsValue(member);
        connections.put(session.getRemotingConnection().getID(), member);
        if (first) {
            listener.accept(new MemberPresence(member, true, clock.instant()));
        }
    }

    @Override
    public void afterDestroyConnection(RemotingConnection connection) {
        MemberCode member = connections.remove(connection.getID());
        if (member != null && !connections.containsValue(member)) {
            listener.accept(new MemberPresence(member, false, clock.instant()));
        }
    }
}
