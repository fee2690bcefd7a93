/** Whose data this is: the tenant opened around a call, and row security underneath. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.snodo.hub.tenancy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
