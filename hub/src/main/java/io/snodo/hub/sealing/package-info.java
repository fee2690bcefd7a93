/** Seals for members whose binding carries no seal, and keeps what they said in its own form. */
@NullMarked
@ApplicationModule(allowedDependencies = {"members", "tenancy"})
package io.snodo.hub.sealing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
