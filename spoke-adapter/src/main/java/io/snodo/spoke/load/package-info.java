/** How busy we are, and what help is on offer. */
@NullMarked
package io.snodo.spoke.load;

import org.jspecify.annotations.NullMarked;
