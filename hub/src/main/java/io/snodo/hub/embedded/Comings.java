package io.snodo.hub.embedded;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How often somebody may come anew from one address, before anybody knows who it is: to agree on keys costs the hub more
 * than the one who comes. Who comes too often is sent away unheard, and comes again later.
 */
public final class Comings {
    /** Clients remembered; who was not heard of for longest is forgotten, and may come as if for the first time. */
    private static final int REMEMBERED = 10_000;

    private final int perSecond;
    private final int burst;
    private final LongSupplier nanos;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Bucket(double left, long at) {}

    /** {@code nanos} as {@link System#nanoTime}. */
    public Comings(int perSecond, int burst, LongSupplier nanos) {
        if (perSecond < 1 || burst < 1) {
            throw new IllegalArgumentException("comings a second, and at once, must be at least 1");
        }
        this.perSecond = perSecond;
        this.burst = burst;
        this.nanos = nanos;
    }

    /** All addresses of one IPv6 network count as one: with them one could come as often as one likes. */
    public boolean mayCome(InetAddress from) {
        return mayCome(Client.of(from.getHostAddress()));
    }

    private synchronized boolean mayCome(String client) {
        long now = nanos.getAsLong();
        Bucket before = buckets.getOrDefault(client, new Bucket(burst, now));
        double left = Math.min(burst, before.left() + (now - before.at()) / 1e9 * perSecond);
        boolean may = left >= 1;
        buckets.put(client, new Bucket(may ? left - 1 : left, now));
        return may;
    }
}
