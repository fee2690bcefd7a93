/** Append-only: what was decided, as a chain of signed hash trees. */
@NullMarked
@ApplicationModule(allowedDependencies = {"tenancy"})
package io.snodo.hub.evidence;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
