package io.snodo.hub.embedded.artemis;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.SslHandler;
import io.snodo.hub.embedded.Comings;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.server.cluster.ClusterConnection;
import org.apache.activemq.artemis.core.server.metrics.MetricsManager;
import org.apache.activemq.artemis.spi.core.protocol.ProtocolManager;
import org.apache.activemq.artemis.spi.core.remoting.Acceptor;
import org.apache.activemq.artemis.spi.core.remoting.AcceptorFactory;
import org.apache.activemq.artemis.spi.core.remoting.BufferHandler;
import org.apache.activemq.artemis.spi.core.remoting.ServerConnectionLifeCycleListener;

/** The broker's door, which sends away who comes too often from one address, before keys are agreed on with him. */
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
                return comings.mayCome(String.valueOf(host)) ? super.getSslHandler(memory, host, port) : new Shut();
            }
        };
    }

    private static int number(Map<String, Object> configuration, String name) {
        return (int) Objects.requireNonNull(configuration.get(name), name);
    }

    /** Says nothing, and takes nothing in: an exception would be logged as often as somebody likes to come. */
    private static final class Shut extends SslHandler {
        Shut() throws NoSuchAlgorithmException {
            super(listening());
        }

        /** One that waits to be spoken to: as a client it would begin to agree on keys. */
        private static SSLEngine listening() throws NoSuchAlgorithmException {
            SSLEngine engine = SSLContext.getDefault().createSSLEngine();
            engine.setUseClientMode(false);
            return engine;
        }

        @Override
        public void handlerAdded(ChannelHandlerContext context) throws Exception {
            super.handlerAdded(context);
            context.close();
        }
    }
}
