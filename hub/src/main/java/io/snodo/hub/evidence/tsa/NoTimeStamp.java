package io.snodo.hub.evidence.tsa;

/** The authority gave no time-stamp that can be relied on. */
public final class NoTimeStamp extends Exception {
    private static final long serialVersionUID = 1;

    private final String why;

    NoTimeStamp(String why, Throwable cause) {
        super(why, cause);
        this.why = why;
    }

    NoTimeStamp(String why) {
        super(why);
        this.why = why;
    }

    /** One word, for logs and measures: {@code timeout}, {@code http_500}, {@code token_mismatch}. */
    public String why() {
        return why;
    }
}
