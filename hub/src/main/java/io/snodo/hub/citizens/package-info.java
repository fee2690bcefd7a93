/** The citizen's pages: following a ticket, confirming, rating. */
@NullMarked
package io.snodo.hub.citizens;

import org.jspecify.annotations.NullMarked;
