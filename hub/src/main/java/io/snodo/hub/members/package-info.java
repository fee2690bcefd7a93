/** Who belongs: bodies, offices, keys and agreements, and the registry that spokes get. */
@NullMarked
@ApplicationModule(allowedDependencies = {"embedded", "tenancy"})
package io.snodo.hub.members;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
