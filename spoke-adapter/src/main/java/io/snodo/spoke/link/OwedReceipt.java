package io.snodo.spoke.link;

import io.snodo.messages.body.Receipt;
import io.snodo.messages.body.Receipt.Level;
import java.util.List;

/**
 * What we owe the hub about one message.
 *
 * @param position in the inbox
 * @param upTo the last of the entries' levels
 */
public record OwedReceipt(long position, List<Receipt.Entry> entries, Level upTo) {}
