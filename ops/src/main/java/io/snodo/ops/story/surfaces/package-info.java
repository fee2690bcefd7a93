/** What can be seen and touched of the network from outside: pages, API and protocol. */
@NullMarked
package io.snodo.ops.story.surfaces;

import org.jspecify.annotations.NullMarked;
