package io.snodo.hub.exchange;

/**
 * Messages that follow one another by one way. Once one of them is told to come again, so is all that follows, until
 * the door begins a new line: otherwise a note would be decided without the opening before it, and refused for good.
 */
public final class Line {
    private volatile boolean broken;

    boolean isBroken() {
        return broken;
    }

    void breakOff() {
        broken = true;
    }
}
