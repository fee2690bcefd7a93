/** The heart: tickets, custody and status; decides on messages, many in one commit. */
@NullMarked
package io.snodo.hub.exchange;

import org.jspecify.annotations.NullMarked;
