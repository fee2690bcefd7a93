/** Who may sit at the desk, and what the browser is told to allow. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.snodo.spoke.operators;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
