/** Brings the whole network up on one machine, each part its own process, and takes it down without a trace. */
@NullMarked
package io.snodo.ops.demo;

import org.jspecify.annotations.NullMarked;
