/** The network's story, played and observed from outside: whether what we say it does is what it does. */
@NullMarked
package io.snodo.ops.story;

import org.jspecify.annotations.NullMarked;
