package io.snodo.ops.bench.noise;

/** What a noisy member does, each as fast and on as many connections as it is let. */
public enum Kind {
    /** Sound messages. */
    FLOOD("sound messages"),
    /** Messages as large as one may be, or a little larger. */
    LARGE("large messages"),
    /** What is no message. */
    GARBAGE("garbage"),
    /** Messages whose seal is another's work. */
    SEALS("wrong seals"),
    /** It sends and reads nothing of what it is answered, or takes for ever to send. */
    SLOW("slow reading"),
    /** It comes, says nothing, and comes again. */
    CONNECTIONS("connections");

    private final String words;

    Kind(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
