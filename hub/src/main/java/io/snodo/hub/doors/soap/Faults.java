package io.snodo.hub.doors.soap;

import io.snodo.messages.refusal.Problem;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.xml.Told;
import javax.xml.namespace.QName;
import org.apache.cxf.binding.soap.Soap11;
import org.apache.cxf.binding.soap.SoapFault;
import org.w3c.dom.Element;

/** A refusal as SOAP fault: the same codes and words as on every binding, in the detail. */
final class Faults {
    private static final int FIRST_OF_OURS = 500;

    private Faults() {}

    static SoapFault of(Refusal refusal, String correlation) {
        Problem problem = refusal.problem(correlation);
        SoapFault fault = new SoapFault(problem.title(), code(problem));
        Element detail = Told.root("detail");
        Told.problem(Told.add(detail, "problem"), problem);
        fault.setDetail(detail);
        return fault;
    }

    private static QName code(Problem problem) {
        return problem.status() < FIRST_OF_OURS
                ? Soap11.getInstance().getSender()
                : Soap11.getInstance().getReceiver();
    }
}
