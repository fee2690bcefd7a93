/** Where a spoke meets the kit over AMQP: a broker with one member. */
@NullMarked
package io.snodo.conformance.spoke.amqp;

import org.jspecify.annotations.NullMarked;
