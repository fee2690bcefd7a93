/** A member that floods the hub, in a process of its own: the noise beside which other members are measured. */
@NullMarked
package io.snodo.ops.bench.noise;

import org.jspecify.annotations.NullMarked;
