/** Whose spoke this is: the member's own facts. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.snodo.spoke.tenant;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
