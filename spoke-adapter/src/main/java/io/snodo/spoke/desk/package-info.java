/** The built-in CRM: contacts, cases, knowledge and their pages. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"bonds", "files", "link", "load", "operators", "store", "tenant", "vocabulary"})
package io.snodo.spoke.desk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
