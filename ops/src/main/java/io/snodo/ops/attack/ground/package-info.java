/** The running network that is attacked: who is who in it, what was sown, and which identifiers lead to it. */
@NullMarked
package io.snodo.ops.attack.ground;

import org.jspecify.annotations.NullMarked;
