/** Who comes to a door and how: programs with tokens, envelopes or certificates, and browsers with cookies. */
@NullMarked
package io.snodo.ops.attack.visitors;

import org.jspecify.annotations.NullMarked;
