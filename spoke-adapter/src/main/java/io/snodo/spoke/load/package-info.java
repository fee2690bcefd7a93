/** How busy we are, and what help is on offer. */
@NullMarked
@ApplicationModule(allowedDependencies = {"link", "tenant"})
package io.snodo.spoke.load;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
