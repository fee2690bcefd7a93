/** What a member takes along when it wants to, and what is left of it when it leaves: exports, erasure and its certificate. */
@NullMarked
@ApplicationModule(allowedDependencies = {"attachments", "dossier", "embedded", "evidence", "members", "tenancy"})
package io.snodo.hub.leaving;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
