package io.snodo.spoke.link;

import org.springframework.context.SmartLifecycle;

/** Opens the line when everybody who may be called by it is there, and closes it while they still are. */
class OpeningHours implements SmartLifecycle {
    private final Line line;
    private volatile boolean open;

    OpeningHours(Line line) {
        this.line = line;
    }

    @Override
    public void start() {
        line.start();
        open = true;
    }

    @Override
    public void stop() {
        open = false;
        try {
            line.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return open;
    }

    /** A line that was closed stays closed. */
    @Override
    public boolean isPauseable() {
        return false;
    }
}
