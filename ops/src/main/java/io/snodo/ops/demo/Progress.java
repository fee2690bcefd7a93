package io.snodo.ops.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** What the person at the terminal reads; safe for many threads, a line at a time. */
public final class Progress {
    private final PrintStream out;
    private final boolean nodes;

    /** {@code nodes} says whether each process's coming and going is told. */
    public Progress(PrintStream out, boolean nodes) {
        this.out = out;
        this.nodes = nodes;
    }

    public synchronized void line(String text) {
        out.println(text);
        out.flush();
    }

    /** One line about one process. */
    void node(String node, String what) {
        if (nodes) {
            line("  %-16s %s".formatted(node, what));
        }
    }

    public static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
