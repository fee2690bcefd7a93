/** Verifies the evidence of a ticket without the network and with nothing of the hub's: the JDK, Jackson, Bouncy Castle. */
@NullMarked
package io.snodo.ops.evidence;

import org.jspecify.annotations.NullMarked;
