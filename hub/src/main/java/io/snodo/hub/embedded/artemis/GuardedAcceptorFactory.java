package io.snodo.hub.embedded.artemis;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.SslHandler;
import io.snodo.hub.embedded.Comings;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLEngine;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.server.cluster.ClusterConnection;
import org.apache.activemq.artemis.core.server.metrics.MetricsManager;
import org.apache.activemq.artemis.spi.core.protocol.ProtocolManager;
import org.apache.activemq.artemis.spi.core.remoting.Acceptor;
import org.apache.activemq.artemis.spi.core.remoting.AcceptorFactory;
import org.apache.activemq.artemis.spi.core.remoting.BufferHandler;
import org.apache.activemq.artemis.spi.core.remoting.ServerConnectionLifeCycleListener;

/** The broker's door, which sends away who comes too often from one address, or one IPv6 network, before keys are agreed on. */
public final class GuardedAcceptorFactory implements AcceptorFactory {
    static final String PER_SECOND = "comingsPerSecond";
    static final String BURST = "comingsBurst";

    @Override
    @SuppressWarnings("rawtypes") // as the broker has it
    public Acceptor createAcceptor(
            String name,
            ClusterConnection cluster,
            Map<String, Object> configuration,
            BufferHandler handler,
            ServerConnectionLifeCycleListener listener,
            Executor threads,
            ScheduledExecutorService clock,
            Map<String, ProtocolManager> protocols,
            String threadFactoryName,
            MetricsManager metrics) {
        Comings comings =
                new Comings(number(configuration, PER_SECOND), number(configuration, BURST), System::nanoTime);
        return new NettyAcceptor(
                name,
                cluster,
                configuration,
                handler,
                listener,
                clock,
                threads,
                protocols,
                threadFactoryName,
                metrics) {
            @Override
            public SslHandler getSslHandler(ByteBufAllocator memory, String host, int port) throws Exception {
                SslHandler usual = super.getSslHandler(memory, host, port);
                SslHandler guarded = new Guarded(usual.engine(), comings);
                guarded.setHandshakeTimeoutMillis(usual.getHandshakeTimeoutMillis());
                return guarded;
            }
        };
    }

    private static int number(Map<String, Object> configuration, String name) {
        return (int) Objects.requireNonNull(configuration.get(name), name);
    }

    /**
     * Hangs up on who may not come, before keys are agreed on: an exception would be logged as often as somebody likes to
     * come. It asks the channel itself, because the acceptor cannot read the address of one who comes by IPv6.
     */
    static final class Guarded extends SslHandler {
        private final Comings comings;

        Guarded(SSLEngine engine, Comings comings) {
            super(engine);
            this.comings = comings;
        }

        @Override
        public void handlerAdded(ChannelHandlerContext context) throws Exception {
            super.handlerAdded(context);
            boolean mayCome = context.channel().remoteAddress() instanceof InetSocketAddress from
                    && comings.mayCome(from.getAddress());
            if (!mayCome) {
                context.close();
            }
        }
    }
}
