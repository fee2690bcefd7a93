package io.snodo.hub.delivery.soap;

import io.snodo.envelopes.Addressing;
import io.snodo.envelopes.Signer;
import io.snodo.envelopes.Written;
import io.snodo.hub.delivery.Outcome;
import io.snodo.hub.delivery.Parcel;
import io.snodo.messages.receipt.Frame;
import io.snodo.messages.xml.Told;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** A parcel as it travels: a call of the callback's port, and what its answer has to be. */
record Letter(UUID correlation, String operation, Element payload) {

    static Letter of(Parcel parcel) {
        return switch (parcel) {
            case Parcel.Frames(List<Frame> frames) -> {
                Element payload = Told.root("deliver");
                frames.forEach(frame -> tell(payload, frame));
                yield new Letter(UUID.randomUUID(), "deliver", payload);
            }
            case Parcel.Answer(UUID correlation, Outcome outcome) -> {
                Element payload = Told.root("tell");
                Told.result(payload, outcome.message(), outcome.receipt(), outcome.problem());
                yield new Letter(correlation, "tell", payload);
            }
        };
    }

    private static void tell(Element payload, Frame frame) {
        switch (frame) {
            case Frame.Delivery delivery -> Told.delivery(payload, delivery);
            case Frame.Progress(List<Frame.Step> steps) -> steps.forEach(step -> Told.step(payload, step));
            // what became of its own messages a member hears by their correlation
            case Frame.Receipts _ -> {}
            case Frame.Refused _ -> {}
        }
    }

    byte[] signed(URI to, Signer signer) {
        Document envelope = Written.around(payload);
        Element header = Addressing.header(envelope);
        Told.add(header, "X-Correlation-ID", correlation);
        Addressing.call(header, to.toString());
        signer.sign(envelope);
        return Written.octets(envelope);
    }
}
