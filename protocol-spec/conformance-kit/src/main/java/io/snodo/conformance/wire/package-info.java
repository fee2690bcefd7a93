/** How the kit reaches a hub in a member's name; a binding each is a package below. */
@NullMarked
package io.snodo.conformance.wire;

import org.jspecify.annotations.NullMarked;
