/** The AMQP 1.0 binding of the link. */
@NullMarked
package io.snodo.spoke.link.amqp;

import org.jspecify.annotations.NullMarked;
