/** {@code ops/snodo}: what the hub's operator does from a command line, through the public API. */
@NullMarked
package io.snodo.ops.operator;

import org.jspecify.annotations.NullMarked;
