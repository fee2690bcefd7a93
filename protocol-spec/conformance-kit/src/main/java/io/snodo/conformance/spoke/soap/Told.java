package io.snodo.conformance.spoke.soap;

import io.snodo.conformance.seen.Reads;
import io.snodo.conformance.soap.Xml;
import io.snodo.messages.refusal.Problem;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.xml.MessageToXml;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;

/** What the kit's hub tells, as XML; also what is spoiled, which no class of the messages would write. */
final class Told {
    private Told() {}

    static String delivery(JsonNode frame) {
        String jws = frame.path("message").asString("");
        return "<s:delivery>" + message(jws) + element("digest", Reads.digest(jws)) + element("sealed", jws)
                + "<s:stamp>" + stamp(frame.path("stamp")) + "</s:stamp></s:delivery>";
    }

    /** For reading only: what cannot be read stands under the seal alone. */
    private static String message(String jws) {
        if (!Reads.payload(jws).isObject()) {
            return "<s:message/>";
        }
        Element root = io.snodo.messages.xml.Told.root("any");
        return Xml.written(
                MessageToXml.write(Base64.getUrlDecoder().decode(jws.split("\\.", -1)[1]), root.getOwnerDocument()));
    }

    static String step(JsonNode step) {
        JsonNode refusal = step.path("refusal");
        return "<s:step>" + element("message", step.path("message").asString(""))
                + element("by", step.path("by").asString(""))
                + element("level", step.path("level").asString(""))
                + (refusal.isString() ? element("refusal", refusal.asString("")) : "") + "</s:step>";
    }

    /** {@code frame} is receipts, refused, or nothing for what gets no stamp. */
    static String result(String message, @Nullable JsonNode frame) {
        String id = element("message", message);
        if (frame == null) {
            return id + "<s:taken/>";
        }
        return frame.path("frame").asString("").equals("refused")
                ? id + "<s:refused>" + problem(frame.path("problem")) + "</s:refused>"
                : id + "<s:taken><s:receipt>" + stamp(frame.path("stamps").path(0)) + "</s:receipt></s:taken>";
    }

    private static String stamp(JsonNode stamp) {
        StringBuilder text =
                new StringBuilder(element("leaf", stamp.path("leaf").asString("")));
        text.append(element("index", stamp.path("index").asString("")));
        stamp.path("path").forEach(each -> text.append(element("path", each.asString(""))));
        return text.append(element("root", stamp.path("root").asString(""))).toString();
    }

    private static String problem(JsonNode problem) {
        StringBuilder text = new StringBuilder();
        for (String name : new String[] {"code", "class", "status", "retryable", "retryAfter", "detail"}) {
            if (problem.has(name)) {
                text.append(element(name, problem.path(name).asString("")));
            }
        }
        problem.path("sentences")
                .properties()
                .forEach(each -> text.append("<s:sentence language=\"" + each.getKey() + "\">"
                        + Xml.escaped(each.getValue().asString("")) + "</s:sentence>"));
        return text
                + element("advice", problem.path("advice").asString(""))
                + element("correlation", problem.path("correlation").asString("none"));
    }

    static String fault(Refusal refusal, String correlation) {
        Problem problem = refusal.problem(correlation);
        Element element = io.snodo.messages.xml.Told.root("problem");
        io.snodo.messages.xml.Told.problem(element, problem);
        return "<e:Fault><faultcode>e:" + (problem.status() < 500 ? "Client" : "Server") + "</faultcode><faultstring>"
                + Xml.escaped(problem.title()) + "</faultstring><detail>" + Xml.written(element)
                + "</detail></e:Fault>";
    }

    static String element(String name, String text) {
        return "<s:" + name + ">" + Xml.escaped(text) + "</s:" + name + ">";
    }
}
