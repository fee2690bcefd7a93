/** The messages of Staffetta: the envelope, the names of things in it, and how they are written as JSON. */
@NullMarked
package io.snodo.messages;

import org.jspecify.annotations.NullMarked;
