/** The kit as a hub with members of its own invention, in front of a spoke. */
@NullMarked
package io.snodo.conformance.spoke;

import org.jspecify.annotations.NullMarked;
