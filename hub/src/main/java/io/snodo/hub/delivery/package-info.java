/** The way out: one lane a member, retry, catch-up, parking. */
@NullMarked
package io.snodo.hub.delivery;

import org.jspecify.annotations.NullMarked;
