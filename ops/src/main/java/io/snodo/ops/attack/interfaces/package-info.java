/** What the network has published that can be attacked: read from its descriptions, and listed nowhere by hand. */
@NullMarked
package io.snodo.ops.attack.interfaces;

import org.jspecify.annotations.NullMarked;
