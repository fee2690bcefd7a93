package io.snodo.ops.attack.seen;

/** As whom something is tried. */
public enum Role {
    FOREIGN_MEMBER("foreign member"),
    /** A member that says to be another, with what proves its own name. */
    IMPOSTOR("impostor"),
    OFFICE_OPERATOR("office operator"),
    HUB_OPERATOR("hub operator"),
    CITIZEN("citizen"),
    ANONYMOUS("anonymous"),
    /** The hub's own role in its database, with another tenant open. */
    FOREIGN_TENANT("foreign tenant"),
    /** The same with no tenant open, or with one that was open before. */
    NO_TENANT("no tenant");

    private final String title;

    Role(String title) {
        this.title = title;
    }

    @Override
    public String toString() {
        return title;
    }
}
