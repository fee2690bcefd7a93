/** Who holds a ticket, and the only legal ways for it to change hands; plain Java, no framework. */
@NullMarked
package io.snodo.messages.custody;

import org.jspecify.annotations.NullMarked;
