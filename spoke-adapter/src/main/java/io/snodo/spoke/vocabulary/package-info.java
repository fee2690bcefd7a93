/** Local words and the network's. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.snodo.spoke.vocabulary;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
