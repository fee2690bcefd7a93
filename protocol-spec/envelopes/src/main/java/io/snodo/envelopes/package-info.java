/** SOAP envelopes: made, signed and verified as ID_AUTH_SOAP_02 and INTEGRITY_SOAP_01 say; what is in them is others' business. */
@NullMarked
package io.snodo.envelopes;

import org.jspecify.annotations.NullMarked;
