/** How fast the network's path is beside a bare relay through the same broker, and where its time goes. */
@NullMarked
package io.snodo.ops.bench;

import org.jspecify.annotations.NullMarked;
