/** The same attacks with the application's checks left out: at the database, in the application's own role. */
@NullMarked
package io.snodo.ops.attack.database;

import org.jspecify.annotations.NullMarked;
