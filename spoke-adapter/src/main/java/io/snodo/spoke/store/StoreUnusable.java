package io.snodo.spoke.store;

/** The data folder cannot be read or written. */
public class StoreUnusable extends RuntimeException {
    StoreUnusable(String message, Throwable cause) {
        super(message, cause);
    }
}
