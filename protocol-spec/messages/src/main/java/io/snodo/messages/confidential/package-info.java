/** What only some parties of a ticket may read: encrypted for them (JWE), so that the hub carries it and cannot. */
@NullMarked
package io.snodo.messages.confidential;

import org.jspecify.annotations.NullMarked;
