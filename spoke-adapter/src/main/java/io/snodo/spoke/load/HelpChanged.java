package io.snodo.spoke.load;

/** Help has been offered, or has ended; told inside the transaction in which it is noted. */
public record HelpChanged() {}
