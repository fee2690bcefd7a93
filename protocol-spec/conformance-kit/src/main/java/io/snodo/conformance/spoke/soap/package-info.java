/** Where a spoke meets the kit over SOAP: it asks, or is called at its endpoint. */
@NullMarked
package io.snodo.conformance.spoke.soap;

import org.jspecify.annotations.NullMarked;
