package io.snodo.ops.attack.visitors;

import io.snodo.envelopes.Addressing;
import io.snodo.envelopes.Signer;
import io.snodo.envelopes.Written;
import io.snodo.messages.xml.Told;
import io.snodo.ops.attack.interfaces.Operation;
import io.snodo.ops.attack.interfaces.Slot;
import io.snodo.ops.attack.seen.Answer;
import io.snodo.ops.attack.seen.Role;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Calls the SOAP binding with envelopes, signed or not. */
public final class SoapHand implements Hand {
    private static final String TYPE = "text/xml; charset=UTF-8";

    private final HttpHand http;
    private final URI address;
    private final @Nullable Signer signer;

    /** {@code signer} is absent for who signs nothing; {@code address} is what the hub calls itself. */
    public SoapHand(HttpHand http, URI address, @Nullable Signer signer) {
        this.http = http;
        this.address = address;
        this.signer = signer;
    }

    @Override
    public Role role() {
        return http.role();
    }

    @Override
    public Answer call(Operation operation, Map<Slot, String> filled) {
        Element payload = Told.root(operation.name());
        Document envelope = Written.around(payload);
        Element headers = Addressing.header(envelope);
        filled.forEach((slot, value) -> {
            if (!value.isEmpty()) {
                switch (slot.place()) {
                    case ELEMENT -> Told.add(payload, slot.name(), value);
                    case ABOUT -> Told.add(headers, slot.name(), value);
                    case PATH, QUERY, HEADER, FORM -> {}
                }
            }
        });
        Addressing.call(headers, address.toString());
        if (signer != null) {
            signer.sign(envelope);
        }
        return http.send(
                "POST",
                operation.path(),
                Map.of("SOAPAction", "\"urn:staffetta:1.0:" + operation.name() + "\"", "Accept", "text/xml"),
                TYPE,
                Written.octets(envelope));
    }
}
