/** Whose data this is: the tenant opened around a call, row security underneath, and in which database. */
@NullMarked
@ApplicationModule(allowedDependencies = "embedded")
package io.snodo.hub.tenancy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
