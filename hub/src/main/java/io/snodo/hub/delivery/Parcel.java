package io.snodo.hub.delivery;

import io.snodo.messages.receipt.Frame;
import java.util.List;
import java.util.UUID;

/** What is put at a member's endpoint in one call. */
public sealed interface Parcel {
    /** Deliveries in order, or progress. */
    record Frames(List<Frame> frames) implements Parcel {
        public Frames {
            frames = List.copyOf(frames);
        }
    }

    /** What became of a submission of the member's own. */
    record Answer(UUID correlation, Outcome outcome) implements Parcel {}
}
