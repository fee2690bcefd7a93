/** Files on tickets: brought in chunks, held until somebody has looked at them, fetched by those who may read their offers. */
@NullMarked
@ApplicationModule(allowedDependencies = {"exchange", "members", "tenancy"})
package io.snodo.hub.attachments;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
