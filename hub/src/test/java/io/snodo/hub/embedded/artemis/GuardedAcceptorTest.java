package io.snodo.hub.embedded.artemis;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.snodo.hub.embedded.Comings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.Test;

class GuardedAcceptorTest {
    private final Comings comings = new Comings(1, 2, () -> 0);

    @Test
    void theBrokersDoorTakesTheAddressesOfOneIpv6NetworkForOneAndNetworksForSeveral() throws Exception {
        assertThat(isLetIn("2001:db8:1:2::1")).isTrue();
        assertThat(isLetIn("2001:db8:1:2::2")).isTrue();
        assertThat(isLetIn("2001:db8:1:2:ffff::3")).isFalse();
        assertThat(isLetIn("2001:db8:1:3::1")).isTrue();
        assertThat(isLetIn("192.0.2.1")).isTrue();
    }

    private boolean isLetIn(String address) throws NoSuchAlgorithmException {
        SSLEngine listening = SSLContext.getDefault().createSSLEngine();
        listening.setUseClientMode(false);
        EmbeddedChannel channel = new EmbeddedChannel() {
            @Override
            protected SocketAddress remoteAddress0() {
                return new InetSocketAddress(InetAddress.ofLiteral(address), 50_000);
            }
        };
        channel.pipeline().addLast(new GuardedAcceptorFactory.Guarded(listening, comings));
        return channel.isOpen();
    }
}
