package io.snodo.hub.delivery.rest;

import io.snodo.hub.delivery.Outcome;
import io.snodo.hub.delivery.Parcel;
import io.snodo.messages.Json;
import io.snodo.messages.receipt.Frame;
import java.util.List;
import java.util.UUID;

/** A parcel as it travels: the correlation id of the call, and its JSON. */
record Envelope(UUID correlation, byte[] json) {
    private record Items(List<Frame> items) {}

    @SuppressWarnings("ArrayRecordComponent") // made, sent, and compared by nobody
    Envelope {}

    static Envelope of(Parcel parcel) {
        return switch (parcel) {
            case Parcel.Frames(List<Frame> frames) ->
                new Envelope(UUID.randomUUID(), Json.MAPPER.writeValueAsBytes(new Items(frames)));
            case Parcel.Answer(UUID correlation, Outcome outcome) ->
                new Envelope(correlation, Json.MAPPER.writeValueAsBytes(outcome));
        };
    }
}
