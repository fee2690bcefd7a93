package io.snodo.spoke.link;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** What the network is told beyond what it must be: {@code seen}, that an operator has looked at a message (L4). */
@ConfigurationProperties("snodo.receipts")
public record ReceiptSettings(@DefaultValue("true") boolean seen) {}
