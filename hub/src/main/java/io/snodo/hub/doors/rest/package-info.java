/** The JSON API. */
@NullMarked
package io.snodo.hub.doors.rest;

import org.jspecify.annotations.NullMarked;
