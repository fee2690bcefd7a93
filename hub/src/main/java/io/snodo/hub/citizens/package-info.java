/** The citizen's pages: following a ticket, confirming, rating. */
@ApplicationModule(allowedDependencies = {"embedded", "exchange", "identity", "members", "pages"})
@NullMarked
package io.snodo.hub.citizens;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
