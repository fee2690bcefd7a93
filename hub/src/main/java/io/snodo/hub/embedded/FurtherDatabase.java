package io.snodo.hub.embedded;

/** A database besides the hub's first, as the hub works with it; who owns it stays hidden. */
public interface FurtherDatabase {
    String name();

    /** JDBC. */
    String url();

    String username();

    String password();

    /** At most so many, of each node of the hub. */
    int connections();

    /**
     * Makes it what the first is.
     *
     * @throws EmbeddedPartFailed if it is not there, or of another version
     */
    void migrate();
}
