/** The exchange's table work: a batch is opened, recorded and confirmed in as many round trips. */
@NullMarked
package io.snodo.hub.exchange.ledger;

import org.jspecify.annotations.NullMarked;
