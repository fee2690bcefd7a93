/** Who is busy, who may help, what goes where. */
@NullMarked
package io.snodo.hub.overflow;

import org.jspecify.annotations.NullMarked;
