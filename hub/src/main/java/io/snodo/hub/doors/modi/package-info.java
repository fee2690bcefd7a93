/** The REST binding after ModI: sealed messages by push and pull, with tokens over mutual TLS. */
@NullMarked
package io.snodo.hub.doors.modi;

import org.jspecify.annotations.NullMarked;
