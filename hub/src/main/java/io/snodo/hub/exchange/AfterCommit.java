package io.snodo.hub.exchange;

/** Who has to act on a commit at once. Called on the committing thread in the order of the commits: must not block. */
public interface AfterCommit {
    void committed(Committed committed);
}
