package io.snodo.conformance.cases;

/** A case file that cannot be read; names file and line. */
public final class CaseBroken extends RuntimeException {
    private static final long serialVersionUID = 1;

    public CaseBroken(Case.Place place, String why) {
        super(place + ": " + why);
    }
}
