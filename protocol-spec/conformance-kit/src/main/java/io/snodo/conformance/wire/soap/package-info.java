/** The SOAP binding, asked and called, by a client that is not ours. */
@NullMarked
package io.snodo.conformance.wire.soap;

import org.jspecify.annotations.NullMarked;
