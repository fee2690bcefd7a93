/** How the kit writes messages, and how it spoils them. */
@NullMarked
package io.snodo.conformance.letters;

import org.jspecify.annotations.NullMarked;
