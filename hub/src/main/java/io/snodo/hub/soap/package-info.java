/** SOAP envelopes: made, signed and verified as ID_AUTH_SOAP_02 and INTEGRITY_SOAP_01 say; what is in them is others' business. */
@NullMarked
@ApplicationModule(allowedDependencies = {"identity"})
package io.snodo.hub.soap;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
