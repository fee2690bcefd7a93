/** The AMQP binding, by a client that is not ours. */
@NullMarked
package io.snodo.conformance.wire.amqp;

import org.jspecify.annotations.NullMarked;
