/** The hub operator's pages. */
@ApplicationModule(allowedDependencies = {"delivery", "members", "overflow", "pages"})
@NullMarked
@ApplicationModule(allowedDependencies = {"delivery", "exchange", "identity", "members", "overflow", "pages", "tenancy"})
package io.snodo.hub.console;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
