/** The authority that the hub runs when nobody gives it one. */
@NullMarked
package io.snodo.hub.embedded.authority;

import org.jspecify.annotations.NullMarked;
