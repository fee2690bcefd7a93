/** The SOAP binding: NONBLOCK_PUSH_SOAP and NONBLOCK_PULL_SOAP over CXF. */
@NullMarked
package io.snodo.hub.doors.soap;

import org.jspecify.annotations.NullMarked;
