/** The desk as a local system. A module of its own, so that the port knows nothing of the desk. */
@NullMarked
@ApplicationModule(allowedDependencies = {"crm", "desk"})
package io.snodo.spoke.crm.desk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
