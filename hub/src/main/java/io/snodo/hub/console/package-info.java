/** The hub operator's pages. */
@NullMarked
package io.snodo.hub.console;

import org.jspecify.annotations.NullMarked;
