/** The kit as some members of a network, in front of a hub. */
@NullMarked
package io.snodo.conformance.hub;

import org.jspecify.annotations.NullMarked;
