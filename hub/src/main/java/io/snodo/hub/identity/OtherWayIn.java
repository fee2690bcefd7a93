package io.snodo.hub.identity;

import org.jspecify.annotations.Nullable;

/**
 * A way to log in to the console beside the password, for the page to offer.
 *
 * @param name of who vouches there; absent where there is no such way
 */
public record OtherWayIn(@Nullable String name, String address) {}
