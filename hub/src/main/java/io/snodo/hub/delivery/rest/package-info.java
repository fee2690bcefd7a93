/** Calls members over REST, after ModI. */
@NullMarked
package io.snodo.hub.delivery.rest;

import org.jspecify.annotations.NullMarked;
