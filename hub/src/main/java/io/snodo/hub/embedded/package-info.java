/** What the hub brings along when nobody gives it one: a PostgreSQL server, a broker and an authority. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.snodo.hub.embedded;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
