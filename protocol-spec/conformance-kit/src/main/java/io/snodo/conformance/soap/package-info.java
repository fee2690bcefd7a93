/** SOAP envelopes as the kit writes, spoils, signs and verifies them; with the JDK's own XML signatures, not with a hub's. */
@NullMarked
package io.snodo.conformance.soap;

import org.jspecify.annotations.NullMarked;
