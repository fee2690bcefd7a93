package io.snodo.spoke.link;

import io.snodo.messages.body.Body;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is said in passing because it is soon said again: a queue's state, a greeting. Of each kind only the newest is
 * sent, if the line is up; nothing is stored or repeated.
 */
public class Asides {
    private final Map<Class<? extends Body>, Body> newest = new LinkedHashMap<>();
    private final Link link;
    private final Bell bell;

    public Asides(Link link, Bell bell) {
        this.link = link;
        this.bell = bell;
    }

    /** Dropped if the line is down. */
    public void tell(Body body) {
        if (link.isConnected()) {
            synchronized (newest) {
                newest.put(body.getClass(), body);
            }
            bell.ring();
        }
    }

    List<Body> take() {
        synchronized (newest) {
            List<Body> taken = new ArrayList<>(newest.values());
            newest.clear();
            return taken;
        }
    }
}
