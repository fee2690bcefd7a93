package io.snodo.spoke.desk;

/** Something that pages show has changed; told after the change has committed. */
public record Changed(Topic topic) {
    /** What a page may be about. */
    public enum Topic {
        CONTACTS,
        TICKETS,
        KNOWLEDGE,
        CALLS,
        AGREEMENTS
    }
}
