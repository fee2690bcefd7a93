/** Append-only: what was decided, as a chain of signed hash trees. */
@NullMarked
package io.snodo.hub.evidence;

import org.jspecify.annotations.NullMarked;
