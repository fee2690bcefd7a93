package io.snodo.hub.doors.soap;

import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.messages.xml.Names;
import jakarta.xml.ws.Provider;
import jakarta.xml.ws.Service;
import jakarta.xml.ws.ServiceMode;
import jakarta.xml.ws.WebServiceProvider;
import javax.xml.transform.Source;
import javax.xml.transform.dom.DOMSource;
import org.apache.cxf.message.Exchange;
import org.apache.cxf.phase.PhaseInterceptorChain;
import org.w3c.dom.Element;

/** The port of the description: which operation is asked for is said by the element in the body. */
@WebServiceProvider(targetNamespace = Names.STAFFETTA, serviceName = "Staffetta", portName = "HubPort")
@ServiceMode(Service.Mode.PAYLOAD)
public class Staffetta implements Provider<Source> {
    private final Submitting submitting;
    private final Asking asking;

    Staffetta(Submitting submitting, Asking asking) {
        this.submitting = submitting;
        this.asking = asking;
    }

    /** What is answered to is what was verified, and not what CXF has read of the same octets. */
    @Override
    public Source invoke(Source asReadByCxf) {
        Exchange exchange = PhaseInterceptorChain.getCurrentMessage().getExchange();
        return new DOMSource(answer(exchange.get(Call.class), exchange.get(Answering.class)));
    }

    private Element answer(Call call, Answering answering) {
        String operation = Names.STAFFETTA.equals(call.payload().getNamespaceURI())
                ? call.payload().getLocalName()
                : "";
        return switch (operation) {
            case "submit" -> submitting.submit(call, answering);
            case "status" -> asking.status(call, answering);
            case "outcome" -> asking.outcome(call, answering);
            case "collect" -> asking.collect(call, answering);
            case "registry" -> asking.registry(call);
            default ->
                throw Faults.of(
                        Refusal.of(RefusalCode.METHOD_NOT_ALLOWED, "no such operation"), answering.correlation());
        };
    }
}
