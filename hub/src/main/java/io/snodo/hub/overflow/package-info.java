/** Who is busy, who may help, what goes where. */
@ApplicationModule(allowedDependencies = {"exchange", "members", "tenancy"})
@NullMarked
package io.snodo.hub.overflow;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
