/** What was seen in an exchange, and what may be expected of it. */
@NullMarked
package io.snodo.conformance.seen;

import org.jspecify.annotations.NullMarked;
