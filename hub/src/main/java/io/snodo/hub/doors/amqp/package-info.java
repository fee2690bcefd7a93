/** The AMQP 1.0 binding's way in. */
@NullMarked
package io.snodo.hub.doors.amqp;

import org.jspecify.annotations.NullMarked;
