package io.snodo.conformance.seen;

/** Whether an expectation has come true. */
public sealed interface Verdict {
    record Met() implements Verdict {}

    /** May still come. */
    record NotYet(String why) implements Verdict {}

    /** Will not come any more, or has come and must not. */
    record Broken(String why) implements Verdict {}

    Verdict MET = new Met();
}
