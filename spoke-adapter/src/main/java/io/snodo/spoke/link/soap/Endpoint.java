package io.snodo.spoke.link.soap;

import io.snodo.envelopes.Addressing;
import io.snodo.envelopes.Envelope;
import io.snodo.envelopes.Ns;
import io.snodo.envelopes.Signer;
import io.snodo.envelopes.Written;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.messages.xml.Names;
import io.snodo.messages.xml.Told;
import io.snodo.spoke.link.Mailroom;
import io.snodo.spoke.link.http.Call;
import io.snodo.spoke.link.http.Listener;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Where the hub calls: deliveries, progress and outcomes. Acknowledges after they are durable here, and not before. Only
 * what is wrong with a call of the hub's own is told with a problem: a fault with one parks what was brought (ST-604).
 */
final class Endpoint implements Listener.Taking {
    private final URI address;
    private final HubEnvelopes hub;
    private final Signer signer;
    private final Mailroom mailroom;

    Endpoint(URI address, HubEnvelopes hub, Signer signer, Mailroom mailroom) {
        this.address = address;
        this.hub = hub;
        this.signer = signer;
        this.mailroom = mailroom;
    }

    @Override
    public Call.Reply take(Call call) throws IOException {
        Optional<byte[]> octets = call.body();
        if (octets.isEmpty()) {
            return reply(413, fault(Refusal.of(RefusalCode.MESSAGE_TOO_LARGE), ""), "", "");
        }
        Optional<Envelope> read = HubEnvelopes.read(octets.get());
        if (read.isEmpty() || !hub.calls(read.get(), address)) {
            return reply(500, strangersFault(), "", "");
        }
        Envelope envelope = read.get();
        String correlation = envelope.headerText(HubEnvelopes.CORRELATION)
                .filter(id -> id.length() <= 64)
                .orElse("");
        String messageId = envelope.headerText(Ns.MESSAGE_ID).orElse("");
        Element payload = envelope.payload();
        boolean known = Names.STAFFETTA.equals(payload.getNamespaceURI());
        List<byte[]> frames;
        if (known && payload.getLocalName().equals("deliver")) {
            frames = Frames.brought(payload);
        } else if (known && payload.getLocalName().equals("tell")) {
            frames = Frames.outcome(correlation, payload);
        } else {
            Refusal refusal = Refusal.of(RefusalCode.METHOD_NOT_ALLOWED, "no such operation");
            return reply(500, fault(refusal, correlation), correlation, messageId);
        }
        if (!frames.isEmpty()) {
            mailroom.receive(frames);
        }
        return reply(200, Told.root(payload.getLocalName() + "Response"), correlation, messageId);
    }

    private Call.Reply reply(int status, Element payload, String correlation, String messageId) {
        Document envelope = Written.around(payload);
        Element headers = Addressing.header(envelope);
        if (!correlation.isEmpty()) {
            Told.add(headers, "X-Correlation-ID", correlation);
        }
        Addressing.answer(headers, messageId.isEmpty() ? null : messageId);
        signer.sign(envelope);
        return new Call.Reply(status, "text/xml; charset=utf-8", Written.octets(envelope));
    }

    private static Element fault(Refusal refusal, String correlation) {
        Element problem = Told.root("problem");
        Told.problem(problem, refusal.problem(correlation));
        return Written.fault(refusal.code().wire(), problem);
    }

    /** Who has not shown to be the hub, or comes a second time, is told no more. */
    private static Element strangersFault() {
        return Written.fault("not signed by the hub for this address, or not for the first time", null);
    }
}
