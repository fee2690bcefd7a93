package io.snodo.spoke.link;

import io.snodo.messages.body.Body;

/** The connection to the hub, whatever binding it uses. */
public interface Line {
    /**
     * Says what is soon said again: a queue's state, a greeting. Sent if the line is up, otherwise dropped; neither stored
     * nor repeated.
     */
    void tell(Body body);
}
