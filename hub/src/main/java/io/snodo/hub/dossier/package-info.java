/** The evidence of one ticket as one file, for one of its parties. */
@NullMarked
@ApplicationModule(allowedDependencies = {"evidence", "members", "tenancy"})
package io.snodo.hub.dossier;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
