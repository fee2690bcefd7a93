package io.snodo.hub.modi;

import java.util.Optional;

/** A call as its headers present it. */
public interface Call {
    Optional<String> header(String name);
}
