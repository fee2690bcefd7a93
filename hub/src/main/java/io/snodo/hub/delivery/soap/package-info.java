/** Brings members their parcels by SOAP (NONBLOCK_PUSH_SOAP). */
@NullMarked
package io.snodo.hub.delivery.soap;

import org.jspecify.annotations.NullMarked;
