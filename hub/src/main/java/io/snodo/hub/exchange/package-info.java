/** The heart: tickets, custody and status; decides on messages, many in one commit. */
@NullMarked
@ApplicationModule(allowedDependencies = {"evidence", "members", "tenancy"})
package io.snodo.hub.exchange;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
