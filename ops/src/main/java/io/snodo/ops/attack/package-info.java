/** Attacks a running network by every published interface, as everybody who has no right to what is there. */
@NullMarked
package io.snodo.ops.attack;

import org.jspecify.annotations.NullMarked;
