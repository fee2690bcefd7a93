package io.snodo.hub.embedded;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;

/** By what strangers are told apart: the address, and of IPv6 the network, for every household has addresses to waste. */
public final class Client {
    private static final int NETWORK = 8; // bytes

    private Client() {}

    public static String of(String address) {
        try {
            InetAddress read = InetAddress.ofLiteral(address);
            return read instanceof Inet6Address
                    ? HexFormat.of().formatHex(read.getAddress(), 0, NETWORK)
                    : read.getHostAddress();
        } catch (IllegalArgumentException _) {
            return "unreadable";
        }
    }
}
