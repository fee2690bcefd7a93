/** Which agreements count between whom, now; the hub and the spokes ask the same rules. */
@NullMarked
package io.snodo.messages.agreement;

import org.jspecify.annotations.NullMarked;
