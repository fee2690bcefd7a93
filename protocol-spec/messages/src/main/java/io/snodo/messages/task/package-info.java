/** What becomes of a piece of work that one member asks of another; plain Java, no framework. */
@NullMarked
package io.snodo.messages.task;

import org.jspecify.annotations.NullMarked;
