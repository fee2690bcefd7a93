package io.snodo.conformance.soap;

import io.snodo.messages.xml.MessageToXml;
import io.snodo.messages.xml.Told;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What stands in the body of {@code submit}: a sealed message, or one in XML, which may be spoiled. */
public final class Payloads {
    private static final Pattern MOMENT = Pattern.compile("(<sealedAt>)([^<]+)(</sealedAt>)");

    private Payloads() {}

    public static String sealed(String jws) {
        return "<s:submit><s:sealed>" + Xml.escaped(jws) + "</s:sealed></s:submit>";
    }

    /** {@code payload} is the JSON of the message. */
    public static String message(byte[] payload, List<String> spoiled) {
        Element submit = Told.root("submit");
        Element message = MessageToXml.write(payload, submit.getOwnerDocument());
        submit.appendChild(message);
        spoiled.forEach(word -> spoil(message, word));
        String text = Xml.written(submit);
        for (String word : spoiled) {
            text = switch (word) {
                case "local-time" -> MOMENT.matcher(text).replaceAll(Payloads::inRome);
                case "no-offset" -> MOMENT.matcher(text).replaceAll(found -> moment(found, withoutOffset(found)));
                case "with-both" -> text.replace("</submit>", "<sealed>a.b.c</sealed></submit>");
                case "with-nothing" -> "<s:submit/>";
                default -> text;
            };
        }
        return text;
    }

    private static String inRome(java.util.regex.MatchResult found) {
        return moment(
                found,
                Instant.parse(found.group(2)).atOffset(ZoneOffset.ofHours(2)).toString());
    }

    private static String withoutOffset(java.util.regex.MatchResult found) {
        return found.group(2).replace("Z", "");
    }

    private static String moment(java.util.regex.MatchResult found, String other) {
        return Matcher.quoteReplacement(found.group(1) + other + found.group(3));
    }

    private static void spoil(Element message, String word) {
        Document document = message.getOwnerDocument();
        switch (word) {
            case "reversed" -> {
                reverse(message);
                Xml.children(message).stream()
                        .filter(each -> each.getLocalName().contains("."))
                        .forEach(Payloads::reverse);
            }
            case "attribute" -> message.setAttribute("k", "1");
            case "text-inside" -> message.appendChild(document.createTextNode("parole"));
            case "extension" -> {
                Element extension = document.createElementNS("urn:staffetta:kit", "k:note");
                extension.setTextContent("bella");
                message.appendChild(extension);
            }
            case "unknown-element" -> Told.add(message, "novelty", "1");
            case "with-original" -> {
                Element original = Told.add(message, "original");
                Told.add(original, "binding", "soap");
                Told.add(original, "digest", "A".repeat(43));
            }
            default -> {
                // spoils something else
            }
        }
    }

    private static void reverse(Element element) {
        List<Element> children = new java.util.ArrayList<>(Xml.children(element));
        Collections.reverse(children);
        children.forEach(element::appendChild);
    }
}
