package io.snodo.hub.identity;

import java.security.Principal;

/** Who calls with a token under one of its seal keys, as the API's resources are told of it. */
public interface UnderSeal extends Principal {
    /** The id of that key. */
    String sealKey();
}
