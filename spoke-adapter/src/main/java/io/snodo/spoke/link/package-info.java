/** The member's line to the hub: outbox, inbox, receipts, registry copy. */
@NullMarked
package io.snodo.spoke.link;

import org.jspecify.annotations.NullMarked;
