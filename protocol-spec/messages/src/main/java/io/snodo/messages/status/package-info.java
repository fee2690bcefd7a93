/** How far the work on a ticket is, and the only legal ways to get on with it; plain Java, no framework. */
@NullMarked
package io.snodo.messages.status;

import org.jspecify.annotations.NullMarked;
