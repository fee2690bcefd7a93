package io.snodo.spoke.store;

import java.nio.file.Path;

/** Another process works in the data folder already. */
public class StoreInUse extends RuntimeException {
    StoreInUse(Path folder) {
        super("another spoke is running on the data folder " + folder
                + "; stop it, or give this one its own by snodo.data");
    }
}
