/** What may happen to a ticket: plain Java, decided in memory on what the database showed to the asker. */
@NullMarked
package io.snodo.hub.exchange.rules;

import org.jspecify.annotations.NullMarked;
