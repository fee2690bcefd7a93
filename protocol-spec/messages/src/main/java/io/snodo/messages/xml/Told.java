package io.snodo.messages.xml;

import io.snodo.messages.hidden.Uncovering;
import io.snodo.messages.receipt.Frame;
import io.snodo.messages.receipt.Stamp;
import io.snodo.messages.refusal.Lack;
import io.snodo.messages.refusal.Present;
import io.snodo.messages.refusal.Problem;
import io.snodo.messages.seal.Sealed;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What the hub tells about messages, as {@code staffetta.wsdl} has it; each appends to the element it is given. */
public final class Told {
    private Told() {}

    /** A document whose one element is {@code name}. */
    public static Element root(String name) {
        Document document = Growing.empty();
        Element root = document.createElementNS(Names.STAFFETTA, name);
        document.appendChild(root);
        return root;
    }

    public static Element add(Element to, String name) {
        Element element = to.getOwnerDocument().createElementNS(Names.STAFFETTA, name);
        to.appendChild(element);
        return element;
    }

    /** Absent where there is no value. */
    public static void add(Element to, String name, @Nullable Object value) {
        if (value != null) {
            String text = value.toString();
            add(to, name).setTextContent(Characters.areXml(text) ? text : Characters.shown(text));
        }
    }

    /** What became of a message: a receipt, a refusal, or neither for what gets no place in the evidence. */
    public static void result(Element to, @Nullable UUID message, @Nullable Stamp receipt, @Nullable Problem refusal) {
        add(to, "message", message);
        if (refusal != null) {
            problem(add(to, "refused"), refusal);
        } else {
            Element taken = add(to, "taken");
            if (receipt != null) {
                stamp(add(taken, "receipt"), receipt);
            }
        }
    }

    public static void delivery(Element to, Frame.Delivery delivered) {
        Element delivery = add(to, "delivery");
        // what is delivered the hub has verified when it recorded it
        Sealed sealed = Sealed.read(delivered.message()).orElseThrow();
        delivery.appendChild(xml(sealed, to.getOwnerDocument()));
        add(delivery, "digest", sealed.digest());
        add(delivery, "sealed", delivered.message());
        stamp(add(delivery, "stamp"), delivered.stamp());
    }

    /** With what was disclosed in its place: the XML is for reading. */
    private static Element xml(Sealed sealed, Document document) {
        return sealed.disclosures().isEmpty()
                ? MessageToXml.write(sealed.alreadyVerified(), document)
                : MessageToXml.write(Uncovering.json(sealed), document);
    }

    public static void step(Element to, Frame.Step told) {
        Element step = add(to, "step");
        add(step, "message", told.message());
        add(step, "by", told.by());
        add(step, "level", told.refusal() == null ? told.level().name() : "refused");
        add(step, "refusal", told.refusal() == null ? null : told.refusal().wire());
    }

    public static void problem(Element to, Problem problem) {
        add(to, "code", problem.code().wire());
        add(to, "class", problem.kind().name().toLowerCase(java.util.Locale.ROOT));
        add(to, "status", problem.status());
        add(to, "retryable", problem.retryable());
        add(to, "retryAfter", problem.retryAfter());
        add(to, "detail", problem.detail());
        for (Map.Entry<String, String> each : new TreeMap<>(problem.sentences()).entrySet()) {
            Element sentence = add(to, "sentence");
            sentence.setAttribute("language", each.getKey());
            sentence.setTextContent(each.getValue());
        }
        add(to, "advice", problem.advice());
        if (problem.present() != null) {
            present(add(to, "present"), problem.present());
        }
        if (problem.missing() != null) {
            missing(add(to, "missing"), problem.missing());
        }
        add(to, "correlation", problem.correlation());
    }

    private static void present(Element to, Present present) {
        add(to, "sequence", present.sequence());
        add(to, "epoch", present.epoch());
        add(to, "subject", present.subject());
        add(to, "category", present.category());
        add(to, "territory", present.territory());
        add(to, "due", present.due());
    }

    private static void missing(Element to, Lack lack) {
        add(to, "kind", lack.kind().wire());
        add(to, "grantor", lack.grantor());
        add(to, "grantee", lack.grantee());
        add(to, "category", lack.category());
        add(to, "agreement", lack.agreement());
        add(to, "template", lack.template());
        add(to, "version", lack.version() == 0 ? null : lack.version());
        lack.waiting().forEach(each -> add(to, "waiting", each));
    }

    private static void stamp(Element to, Stamp stamp) {
        add(to, "leaf", stamp.leaf());
        add(to, "index", stamp.index());
        stamp.path().forEach(each -> add(to, "path", each));
        add(to, "root", stamp.root());
    }
}
