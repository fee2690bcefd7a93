/** The broker that the hub runs when nobody gives it one, and who may do what on it. */
@NullMarked
package io.snodo.hub.embedded.artemis;

import org.jspecify.annotations.NullMarked;
