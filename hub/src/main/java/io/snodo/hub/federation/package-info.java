/** Other hubs: telling them who is behind this one, passing on what they decide on, taking what they bring. */
@NullMarked
@ApplicationModule(allowedDependencies = {"delivery", "exchange", "identity", "members", "modi", "tenancy"})
package io.snodo.hub.federation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
