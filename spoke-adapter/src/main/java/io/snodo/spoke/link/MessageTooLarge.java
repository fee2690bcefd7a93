package io.snodo.spoke.link;

import io.snodo.messages.Json;

/** A message that the hub would refuse for its size is not taken into the outbox; who wrote it can still shorten it. */
public class MessageTooLarge extends RuntimeException {
    MessageTooLarge(String type, int bytes) {
        super("a sealed " + type + " of " + bytes + " bytes; the largest is " + Json.MAX_MESSAGE_BYTES);
    }
}
