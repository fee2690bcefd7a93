package io.snodo.spoke.link;

import io.snodo.messages.body.Receipt;
import io.snodo.messages.body.Receipt.Level;
import java.util.List;

/**
 * What we owe the hub about one message.
 *
 * @param position in the inbox
 * @param came how often it had come by then; what comes again meanwhile is answered again
 * @param upTo the last of the entries' levels
 */
public record OwedReceipt(long position, int came, List<Receipt.Entry> entries, Level upTo) {}
