/** The member's line to the hub: outbox, inbox, receipts, registry copy. */
@NullMarked
@ApplicationModule(allowedDependencies = {"store", "tenant"})
package io.snodo.spoke.link;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
