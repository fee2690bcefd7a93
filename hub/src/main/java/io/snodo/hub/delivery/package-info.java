/** The way out: one lane a member, retry, catch-up, parking. */
@NullMarked
@ApplicationModule(allowedDependencies = {"evidence", "exchange", "identity", "members", "modi", "tenancy"})
package io.snodo.hub.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
