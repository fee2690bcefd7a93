package io.snodo.hub.embedded.artemis;

import org.springframework.context.SmartLifecycle;

/** Opens the broker to spokes when the rest of the hub is up, and shuts it before the rest goes down. */
final class BrokerDoor implements SmartLifecycle {
    private final EmbeddedBroker broker;
    private final BrokerSettings settings;
    private final TlsFiles.Stores tls;
    private final BrokerLimits.Coming comings;
    private volatile boolean open;

    BrokerDoor(EmbeddedBroker broker, BrokerSettings settings, TlsFiles.Stores tls, BrokerLimits.Coming comings) {
        this.broker = broker;
        this.settings = settings;
        this.tls = tls;
        this.comings = comings;
    }

    @Override
    public void start() {
        broker.open(settings.address(), settings.port(), tls, comings);
        open = true;
    }

    @Override
    public void stop() {
        open = false;
        broker.shut();
    }

    @Override
    public boolean isRunning() {
        return open;
    }

    /** Last to start, first to stop: a spoke let in too early would be refused for good as unknown. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
