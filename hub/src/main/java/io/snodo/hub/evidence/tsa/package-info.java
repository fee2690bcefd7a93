/** Time-stamps by RFC 3161 over HTTP: asking for one, and believing none that was not checked. */
@NullMarked
package io.snodo.hub.evidence.tsa;

import org.jspecify.annotations.NullMarked;
