package io.snodo.hub.embedded.artemis;

import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnection;

/**
 * What one member takes of the broker: how often it has sent, what of that is undecided, and which of its connections are
 * not read from until it may go on. What had been read already when it took too much is owed.
 */
final class Account {
    /** A message counts as one for each of these that it begins. */
    private static final int COUNTS_AS_ONE = 32 * 1024;

    /** What is read at once, so that little is owed by who has to wait. */
    private static final RecvByteBufAllocator LITTLE = new FixedRecvByteBufAllocator(8 * 1024);

    private double left;
    private long countedAt;
    private final Map<Message, Integer> undecided = new WeakHashMap<>();
    private long octets;
    private final Deque<NettyConnection> held = new ArrayDeque<>();
    /** Read without the lock, because it is asked of everybody a hundred times a second. */
    private volatile boolean holds;

    private final Set<Object> heldIds = new HashSet<>();
    private final Set<Object> connections = new HashSet<>();

    Account(int burst, long now) {
        this.left = burst;
        this.countedAt = now;
    }

    /** Counts a message; the connection it came by is not read from any more, if the member must wait. */
    synchronized void count(int size, NettyConnection connection, Allowed allowed, long now) {
        fill(allowed, now);
        left -= 1 + size / COUNTS_AS_ONE;
        if (mustWait(allowed)) {
            hold(connection);
        }
    }

    private void hold(NettyConnection connection) {
        if (heldIds.add(connection.getID())) {
            connection.setAutoRead(false);
            held.addLast(connection);
            holds = true;
        }
    }

    boolean holdsOne() {
        return holds;
    }

    /** Reads on from one connection, if the member may go on: each brings more, therefore one at a time. */
    synchronized void goOn(Allowed allowed, long now) {
        fill(allowed, now);
        NettyConnection next = mustWait(allowed) ? null : held.pollFirst();
        if (next != null) {
            heldIds.remove(next.getID());
            next.setAutoRead(true);
            holds = !held.isEmpty();
        }
    }

    private boolean mustWait(Allowed allowed) {
        return left < 0 || octets > allowed.waiting() && recounted() > allowed.waiting();
    }

    /** Messages of a transaction that was rolled back are gone, and nobody said so. */
    private long recounted() {
        octets = undecided.values().stream().mapToLong(Integer::longValue).sum();
        return octets;
    }

    private void fill(Allowed allowed, long now) {
        left = Math.min(allowed.burst(), left + (now - countedAt) / 1e9 * allowed.perSecond());
        countedAt = now;
    }

    synchronized void isUndecided(Message message, int size) {
        if (undecided.put(message, size) == null) {
            octets += size;
        }
    }

    synchronized void isDecided(Message message) {
        Integer size = undecided.remove(message);
        if (size != null) {
            octets -= size;
        }
    }

    /** Whether the connection is not one too many. It is not read from at once, if its member has to wait. */
    synchronized boolean comes(NettyConnection connection, Allowed allowed, long now) {
        if (connections.contains(connection.getID())) {
            return true;
        }
        if (connections.size() >= allowed.connections()) {
            return false;
        }
        connections.add(connection.getID());
        connection.getNettyChannel().config().setRecvByteBufAllocator(LITTLE);
        fill(allowed, now);
        if (mustWait(allowed)) {
            hold(connection);
        }
        // who asks for a place may have gone already, and then nobody else tells of it any more
        connection.getNettyChannel().closeFuture().addListener(_ -> goes(connection.getID()));
        return true;
    }

    synchronized void goes(Object connection) {
        connections.remove(connection);
        if (heldIds.remove(connection)) {
            held.removeIf(one -> one.getID().equals(connection));
            holds = !held.isEmpty();
        }
    }

    synchronized int connections() {
        return connections.size();
    }

    synchronized long octets() {
        return octets;
    }

    /** What it may send at once now; less than nothing where it owes. */
    synchronized int left(Allowed allowed, long now) {
        fill(allowed, now);
        return (int) left;
    }
}
