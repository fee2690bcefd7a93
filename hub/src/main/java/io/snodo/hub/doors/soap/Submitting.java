package io.snodo.hub.doors.soap;

import io.snodo.hub.exchange.Incoming;
import io.snodo.hub.sealing.SealedOnBehalf;
import io.snodo.hub.submissions.Submissions;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.messages.xml.Names;
import io.snodo.messages.xml.Told;
import io.snodo.messages.xml.XmlToMessage;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Takes a message, sealed by its sender or said in XML; then the hub seals it for a sender whose key it holds. */
@Component
class Submitting {
    private static final String BINDING = "soap";

    private final Submissions submissions;
    private final SealedOnBehalf onBehalf;

    Submitting(Submissions submissions, SealedOnBehalf onBehalf) {
        this.submissions = submissions;
        this.onBehalf = onBehalf;
    }

    Element submit(Call call, Answering answering) {
        Incoming incoming = incoming(call, answering);
        Submissions.Wish wish =
                new Submissions.Wish(replyTo(call, answering), call.audit().orElse(null));
        return switch (submissions.submit(incoming, wish)) {
            case Submissions.Taken.Kept(var id) -> {
                answering.correlatedBy(id.toString());
                Element taken = Told.root("submitResponse");
                Told.add(taken, "status", "accepted");
                yield taken;
            }
            case Submissions.Taken.Refused(Refusal refusal) -> throw Faults.of(refusal, answering.correlation());
        };
    }

    private Incoming incoming(Call call, Answering answering) {
        Element said = only(call.payload());
        if (said == null || !Names.STAFFETTA.equals(said.getNamespaceURI())) {
            throw malformed(answering);
        }
        return switch (said.getLocalName()) {
            case "sealed" -> new Incoming(said.getTextContent().strip(), call.caller(), BINDING);
            case Names.MESSAGE -> new Incoming(sealed(said, call, answering), call.caller(), BINDING, true);
            default -> throw malformed(answering);
        };
    }

    private String sealed(Element message, Call call, Answering answering) {
        return switch (XmlToMessage.read(message)) {
            case XmlToMessage.Refused(Refusal refusal) -> throw Faults.of(refusal, answering.correlation());
            case XmlToMessage.Translated(var json) ->
                switch (onBehalf.seal(call.caller(), json, call.octets(), BINDING)) {
                    case SealedOnBehalf.Result.Done(var done) -> done.jws();
                    case SealedOnBehalf.Result.Refused(Refusal refusal) ->
                        throw Faults.of(refusal, answering.correlation());
                };
        };
    }

    private static @Nullable URI replyTo(Call call, Answering answering) {
        try {
            return call.replyTo().isEmpty() ? null : new URI(call.replyTo().get());
        } catch (URISyntaxException e) {
            throw Faults.of(Refusal.of(RefusalCode.REPLY_TO_FOREIGN), answering.correlation());
        }
    }

    private static RuntimeException malformed(Answering answering) {
        return Faults.of(
                Refusal.of(RefusalCode.MESSAGE_MALFORMED, "demanded: one message or one sealed"),
                answering.correlation());
    }

    private static @Nullable Element only(Element of) {
        Element found = null;
        for (Node each = of.getFirstChild(); each != null; each = each.getNextSibling()) {
            if (each instanceof Element element) {
                if (found != null) {
                    return null;
                }
                found = element;
            }
        }
        return found;
    }
}
