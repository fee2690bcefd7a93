package io.snodo.spoke.link;

/** The store holds what this spoke cannot have written. */
public class StoreCorrupt extends RuntimeException {
    StoreCorrupt(String message) {
        super(message);
    }
}
