/** The registry in the database, with Hibernate: it is what people edit. */
@NullMarked
package io.snodo.hub.members.store;

import org.jspecify.annotations.NullMarked;
