/** Which local case is which ticket. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.snodo.spoke.bonds;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
