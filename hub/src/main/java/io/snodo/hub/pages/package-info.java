/** What all pages have in common: languages, and streams that tell an open page that something has changed. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.snodo.hub.pages;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
