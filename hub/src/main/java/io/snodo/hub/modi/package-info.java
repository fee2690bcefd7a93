/** Tokens of the Italian interoperability model (ModI): reading those of members, making the hub's own. */
@NullMarked
@ApplicationModule(allowedDependencies = {"identity", "members", "tenancy"})
package io.snodo.hub.modi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
