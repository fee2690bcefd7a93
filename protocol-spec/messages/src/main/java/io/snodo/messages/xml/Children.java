package io.snodo.messages.xml;

import java.util.ArrayList;
import java.util.List;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** What stands in an element: elements with white space around them, or text; never both. */
final class Children {
    private Children() {}

    static List<Element> of(Element element) throws NotAMessage {
        List<Element> children = new ArrayList<>();
        for (Node each = element.getFirstChild(); each != null; each = each.getNextSibling()) {
            if (each instanceof Element child) {
                children.add(child);
            } else if (!Characters.areSpace(each.getNodeValue())) {
                throw new NotAMessage("text");
            }
        }
        return children;
    }

    static String text(Element element) throws NotAMessage {
        StringBuilder text = new StringBuilder();
        for (Node each = element.getFirstChild(); each != null; each = each.getNextSibling()) {
            if (each instanceof Element) {
                throw new NotAMessage("elements");
            }
            text.append(each.getNodeValue());
        }
        return text.toString();
    }
}
