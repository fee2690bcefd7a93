/** What each type of message says: one record a type. */
@NullMarked
package io.snodo.messages.body;

import org.jspecify.annotations.NullMarked;
