package io.snodo.spoke.store;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the spoke keeps its data.
 *
 * @param data a folder of its own, made if it is not there
 */
@ConfigurationProperties("snodo")
record DataFolder(Path data) {
    @SuppressWarnings("ConstantValue") // unset properties come as null
    DataFolder {
        if (data == null) {
            throw new IllegalArgumentException("snodo.data is missing: the folder this spoke keeps its data in");
        }
    }
}
