/** FAQs held in common: their authors, validators and versions. */
@ApplicationModule(allowedDependencies = {"exchange", "members", "tenancy"})
@NullMarked
package io.snodo.hub.knowledge;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
