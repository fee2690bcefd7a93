/** The one file in which a spoke keeps everything, safe from {@code kill -9}. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.snodo.spoke.store;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
