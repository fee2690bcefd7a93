package io.snodo.spoke.link;

/**
 * A way to the hub that keeps itself up: takes from the mailroom what is to be sent, hands in what came, and runs the
 * mailroom's own work, so that starting the line starts the link.
 */
public interface Line extends AutoCloseable {
    void start();

    /** What was under way is sent again, or comes again, in the next process. */
    @Override
    void close() throws InterruptedException;
}
