/** Who is calling: certificate, token, operator. */
@NullMarked
@ApplicationModule(allowedDependencies = {"embedded", "members", "tenancy"})
package io.snodo.hub.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
