package io.snodo.ops.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/** Where the processor's time goes, by room of ours and by library, from a recording of JDK Flight Recorder. */
final class Profile implements AutoCloseable {
    /** A sample belongs to the innermost of our rooms on its stack, and to the first of these libraries above it. */
    private static final Map<String, String> LIBRARIES = Map.of(
            "org.bouncycastle", "Bouncy Castle",
            "org.apache.activemq", "Artemis",
            "org.apache.qpid", "qpid",
            "io.netty", "Netty",
            "org.postgresql", "PostgreSQL driver",
            "org.sqlite", "SQLite",
            "tools.jackson", "Jackson",
            "com.networknt", "JSON schema",
            "sun.security.ssl", "TLS",
            "com.sun.crypto", "TLS");

    private final Recording recording;

    private Profile(Recording recording) {
        this.recording = recording;
    }

    static Profile begin() throws IOException {
        try {
            Recording recording = new Recording(Configuration.getConfiguration("profile"));
            recording.enable("jdk.ExecutionSample").withPeriod(Duration.ofMillis(10));
            recording.enable("jdk.NativeMethodSample").withPeriod(Duration.ofMillis(10));
            recording.start();
            return new Profile(recording);
        } catch (ParseException e) {
            throw new IOException("the JDK's own profile settings cannot be read", e);
        }
    }

    /** Ends the recording, keeps it in {@code file}, and says in a few lines where the time went. */
    String end(Path file) throws IOException {
        recording.stop();
        recording.dump(file);
        Map<String, Integer> rooms = new HashMap<>();
        Map<String, Integer> libraries = new HashMap<>();
        int samples = 0;
        try (RecordingFile events = new RecordingFile(file)) {
            while (events.hasMoreEvents()) {
                RecordedEvent event = events.readEvent();
                if (event.getEventType().getName().equals("jdk.ExecutionSample") && event.getStackTrace() != null) {
                    List<RecordedFrame> stack = event.getStackTrace().getFrames();
                    samples++;
                    rooms.merge(room(stack).orElse("(no room of ours on the stack)"), 1, Integer::sum);
                    libraries.merge(library(stack), 1, Integer::sum);
                }
            }
        }
        return "  Samples of running Java threads: " + samples + " (" + file + ")\n"
                + table("by our innermost room", rooms, samples) + table("by library", libraries, samples);
    }

    private static Optional<String> room(List<RecordedFrame> stack) {
        return stack.stream()
                .map(frame -> frame.getMethod().getType().getName())
                .filter(type -> type.startsWith("io.snodo."))
                .findFirst()
                .map(type -> type.substring("io.snodo.".length(), type.lastIndexOf('.')));
    }

    private static String library(List<RecordedFrame> stack) {
        for (RecordedFrame frame : stack) {
            String type = frame.getMethod().getType().getName();
            for (Map.Entry<String, String> library : LIBRARIES.entrySet()) {
                if (type.startsWith(library.getKey())) {
                    return library.getValue();
                }
            }
            if (type.startsWith("io.snodo.")) {
                return "our own code and the JDK below it";
            }
        }
        return "the rest";
    }

    private static String table(String title, Map<String, Integer> counts, int samples) {
        StringBuilder text = new StringBuilder("  " + title + ":\n");
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                .limit(12)
                .forEach(entry -> text.append("    %5.1f %%  %s%n"
                        .formatted(100.0 * entry.getValue() / Math.max(1, samples), entry.getKey())));
        return text.toString();
    }

    @Override
    public void close() {
        recording.close();
    }
}
