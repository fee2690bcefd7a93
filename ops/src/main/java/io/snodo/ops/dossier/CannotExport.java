package io.snodo.ops.dossier;

/** Why there is no file, in a sentence that says what to do next. */
final class CannotExport extends Exception {
    private static final long serialVersionUID = 1;

    CannotExport(String sentence) {
        super(sentence);
    }
}
