package io.snodo.ops.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The eight TCP ports of a demonstration, all on the loopback address.
 *
 * @param hub HTTP of the hub
 * @param broker AMQP over TLS
 * @param bindings REST and SOAP over TLS with a client's certificate
 * @param firstSpoke HTTP of the first spoke; the others follow it one by one, and after them where the hub calls the one
 *     that is called
 */
public record Ports(int hub, int broker, int bindings, int firstSpoke) {
    /** What the documentation shows. */
    public static final Ports USUAL = new Ports(8080, 5671, 8443, 8101);

    /** Eight in a row, beginning with the hub's. */
    public static Ports from(int base) {
        if (base < 1024 || base > 65_528) {
            throw new IllegalArgumentException("--port-base is a number from 1024 to 65528, not " + base);
        }
        return new Ports(base, base + 1, base + 2, base + 3);
    }

    /** The first eight in a row, looked for in steps of ten, that nobody listens on. */
    public static Ports free(int base) {
        Ports ports = from(base);
        return ports.taken().isEmpty() ? ports : free(base + 10);
    }

    public int of(DemoMember member) {
        return firstSpoke + member.ordinal();
    }

    /** Where the hub calls the spoke that is called. */
    public int endpoint() {
        return firstSpoke + DemoMember.values().length;
    }

    /** The ports somebody else listens on, with what we would use them for. */
    public Map<String, Integer> taken() {
        Map<String, Integer> wanted = new LinkedHashMap<>();
        wanted.put("hub", hub);
        wanted.put("broker", broker);
        wanted.put("bindings", bindings);
        for (DemoMember member : DemoMember.values()) {
            wanted.put(member.slug(), of(member));
        }
        wanted.put("endpoint", endpoint());
        wanted.values().removeIf(Ports::isFree);
        return wanted;
    }

    void requireFree() {
        Map<String, Integer> taken = taken();
        if (!taken.isEmpty()) {
            String list = taken.entrySet().stream()
                    .map(e -> e.getValue() + " (" + e.getKey() + ")")
                    .collect(Collectors.joining(", "));
            throw new CannotStart("these ports are in use: " + list
                    + ". Stop what listens there (ss -ltnp shows it), or choose others: ops/demo --port-base 18080");
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // a port that a stopped process left in TIME_WAIT is free for a server, and must count as such
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
