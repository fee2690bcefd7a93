package io.snodo.spoke.link.soap;

import io.snodo.envelopes.Envelope;
import io.snodo.envelopes.Ns;
import io.snodo.messages.xml.Names;
import java.time.Duration;
import java.util.Optional;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * What the hub has said no with.
 *
 * @param code of the catalogue; empty for a fault of another kind
 * @param busy whether it only asks for a pause (ST-151: by class, whatever the code)
 */
record Fault(String code, boolean busy, Duration retryAfter) {

    static Optional<Fault> of(Envelope answer) {
        return Envelope.is(answer.payload(), Ns.SOAP, "Fault") ? Optional.of(of(answer.payload())) : Optional.empty();
    }

    private static Fault of(Element fault) {
        NodeList problems = fault.getElementsByTagNameNS(Names.STAFFETTA, "problem");
        if (problems.getLength() != 1) {
            return new Fault("", false, Duration.ZERO);
        }
        Element problem = (Element) problems.item(0);
        return new Fault(
                text(problem, "code"),
                text(problem, "class").equals("quota")
                        && text(problem, "retryable").equals("true"),
                text(problem, "retryAfter").matches("[0-9]{1,6}")
                        ? Duration.ofSeconds(Long.parseLong(text(problem, "retryAfter")))
                        : Duration.ZERO);
    }

    private static String text(Element of, String name) {
        return Frames.text(of, name).map(String::strip).orElse("");
    }
}
