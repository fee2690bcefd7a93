/** Local words and the network's. */
@NullMarked
@ApplicationModule(allowedDependencies = {"link"})
package io.snodo.spoke.vocabulary;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
