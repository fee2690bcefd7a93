package io.snodo.spoke.link.http;

import java.io.IOException;
import java.time.Duration;

/** The hub is there and asks to be left alone for a while; nothing of what was asked has been done. */
public final class HubBusy extends IOException {
    private static final long serialVersionUID = 1;
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Duration pause;

    /** {@code pause} as the hub has it, if it says anything; more than a minute is not believed. */
    public HubBusy(String code, Duration pause) {
        super(code);
        this.pause = pause.compareTo(LONGEST) > 0 ? LONGEST : pause.isNegative() ? Duration.ZERO : pause;
    }

    Duration pause() {
        return pause;
    }
}
