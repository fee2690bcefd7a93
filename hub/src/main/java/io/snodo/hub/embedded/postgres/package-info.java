/** The PostgreSQL server that the hub runs when nobody gives it one. */
@NullMarked
package io.snodo.hub.embedded.postgres;

import org.jspecify.annotations.NullMarked;
