package io.snodo.ops.operator;

/** Why it is not done, in a sentence that says what to do next. */
final class CannotDo extends Exception {
    private static final long serialVersionUID = 1;

    private final int exitCode;

    CannotDo(int exitCode, String sentence) {
        super(sentence);
        this.exitCode = exitCode;
    }

    /** What was typed cannot be understood. */
    static CannotDo typed(String sentence) {
        return new CannotDo(2, sentence);
    }

    /** The hub says no, or nothing. */
    static CannotDo refused(String sentence) {
        return new CannotDo(1, sentence);
    }

    int exitCode() {
        return exitCode;
    }
}
