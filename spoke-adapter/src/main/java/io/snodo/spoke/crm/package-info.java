/** The port to a local system, and its contract. */
@NullMarked
@ApplicationModule(allowedDependencies = {"link", "bonds"})
package io.snodo.spoke.crm;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
