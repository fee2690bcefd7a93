/** Who belongs: bodies, offices, keys and agreements, and the registry that spokes get. */
@NullMarked
package io.snodo.hub.members;

import org.jspecify.annotations.NullMarked;
