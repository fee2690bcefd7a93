package io.snodo.conformance.soap;

import io.snodo.messages.xml.XmlLimits;
import io.snodo.messages.xml.XmlReader;
import io.snodo.messages.xml.XmlReading;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Makes envelopes: good ones, and such as are spoiled in one way or another; one word each. */
public final class Composing {
    private final Pen own;
    private final Function<String, Pen> others;
    private final Clock clock;

    /** {@code others} are the pens that may be misused, by a member's letter or {@code nobody}. */
    public Composing(Pen own, Function<String, Pen> others, Clock clock) {
        this.own = own;
        this.others = others;
        this.clock = clock;
    }

    /** What an envelope is to say. */
    public record Wanted(
            String to,
            String payload,
            @Nullable String replyTo,
            @Nullable String correlation,
            String headers,
            List<String> spoiled) {

        /** With no headers of its own. */
        public Wanted(
                String to,
                String payload,
                @Nullable String replyTo,
                @Nullable String correlation,
                List<String> spoiled) {
            this(to, payload, replyTo, correlation, "", spoiled);
        }
    }

    public Request compose(Wanted wanted) {
        for (String word : wanted.spoiled()) {
            if (!Words.ALL.contains(word) && !word.startsWith("by-")) {
                throw new IllegalArgumentException("there is no way to spoil an envelope called " + word);
            }
        }
        Draft draft = Draft.of(wanted.to(), wanted.payload(), clock.instant())
                .about(wanted.replyTo(), wanted.correlation())
                .withHeader(wanted.headers());
        Pen pen = own;
        Pen.Manner manner = Pen.Manner.USUAL;
        for (String word : wanted.spoiled()) {
            draft = said(draft, word, clock.instant());
            manner = signed(manner, word);
            if (word.startsWith("by-")) {
                pen = others.apply(word.substring("by-".length()));
            }
        }
        String text = Words.unsigned(draft.text(pen.token()), wanted.spoiled());
        List<byte[]> first = new ArrayList<>();
        if (wanted.spoiled().contains("same-id")) {
            first.add(bytes(Xml.written(signed(draft.text(pen.token()), pen, manner))));
            draft = draft.within(clock.instant(), clock.instant().plusSeconds(100));
            text = draft.text(pen.token());
        }
        Document document = signed(text, pen, manner);
        List<String> digests = digests(document);
        wanted.spoiled().forEach(word -> Damage.document(document, word));
        byte[] octets = Damage.octets(Xml.written(document), wanted.spoiled());
        if (wanted.spoiled().contains("repeated")) {
            first.add(octets);
        }
        return new Request(
                octets,
                Damage.contentType(wanted.spoiled()),
                draft.messageId(),
                digests,
                first,
                pace(wanted.spoiled()));
    }

    private static Request.Pace pace(List<String> spoiled) {
        if (spoiled.contains("dripping")) {
            return Request.Pace.DRIPPING;
        }
        if (spoiled.contains("endless")) {
            return Request.Pace.ENDLESS;
        }
        return spoiled.contains("stalled") ? Request.Pace.STALLED : Request.Pace.AT_ONCE;
    }

    private static Document signed(String text, Pen pen, Pen.Manner manner) {
        Document document = parsed(bytes(text));
        pen.sign(document, manner);
        return document;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Document parsed(byte[] octets) {
        return switch (XmlReader.read(octets, Words.WIDE)) {
            case XmlReading.Plain(Document document) -> document;
            case XmlReading.Refused(var refusal) ->
                throw new IllegalStateException("the kit has written what is no XML: " + refusal.detail());
        };
    }

    private static Draft said(Draft draft, String word, Instant now) {
        return switch (word) {
            case "to-another" -> draft.to("https://elsewhere.example/soap/staffetta/v1");
            case "stale" -> draft.within(now.minusSeconds(360), now.plusSeconds(60));
            case "expired" -> draft.within(now.minusSeconds(60), now.minusSeconds(1));
            case "good-for-long" -> draft.within(now, now.plusSeconds(600));
            case "ahead" -> draft.within(now.plusSeconds(60), now.plusSeconds(240));
            case "late" -> draft.within(now.minusSeconds(240), now.plusSeconds(50));
            case "early" -> draft.within(now.plusSeconds(3), now.plusSeconds(240));
            case "id-too-long" -> draft.named("urn:kit:" + "x".repeat(300));
            case "must-understand" ->
                draft.withHeader("<k:novelty xmlns:k=\"urn:staffetta:kit\" e:mustUnderstand=\"1\"/>");
            case "extra-header" -> draft.withHeader("<k:novelty xmlns:k=\"urn:staffetta:kit\"/>");
            case "two-to" -> draft.withHeader("<wsa:To wsu:Id=\"to2\">" + draft.to() + "</wsa:To>");
            case "two-ids" -> draft.withHeader("<wsa:MessageID wsu:Id=\"id2\">urn:kit:2</wsa:MessageID>");
            default -> draft.saying(Words.payload(draft.payload(), word));
        };
    }

    private static Pen.Manner signed(Pen.Manner manner, String word) {
        return switch (word) {
            case "body-unsigned",
                    "timestamp-unsigned",
                    "to-unsigned",
                    "id-unsigned",
                    "correlation-unsigned",
                    "reply-unsigned" -> manner.without(word.substring(0, word.indexOf('-')));
            case "sha1-signature" -> new Pen.Manner(Ns.RSA_SHA1, manner.digest(), manner.transform(), manner.not());
            case "sha1-digest" -> new Pen.Manner(manner.signature(), Ns.SHA1, manner.transform(), manner.not());
            case "inclusive" -> new Pen.Manner(manner.signature(), manner.digest(), Ns.INCLUSIVE, manner.not());
            default -> manner;
        };
    }

    /** Of the signature's references, in their order. */
    static List<String> digests(Document document) {
        List<String> digests = new ArrayList<>();
        NodeList found = document.getElementsByTagNameNS(Ns.SIGNATURE, "DigestValue");
        for (int i = 0; i < found.getLength(); i++) {
            digests.add(Xml.text((Element) found.item(i)));
        }
        return digests;
    }

    /** What can be said of an envelope's words, apart from its signature. */
    static final class Words {
        /** Wider than anybody takes it, because the kit spoils on purpose. */
        static final XmlLimits WIDE = new XmlLimits(8_000_000, 200, 100_000, 200, 2_000, 2_000_000, 8_000_000);

        static final Set<String> ALL = Set.of(
                // the envelope's words
                "to-another",
                "stale",
                "expired",
                "good-for-long",
                "ahead",
                "late",
                "early",
                "id-too-long",
                "must-understand",
                "extra-header",
                "two-to",
                "two-ids",
                "no-to",
                "no-message-id",
                // how it is signed
                "body-unsigned",
                "timestamp-unsigned",
                "to-unsigned",
                "id-unsigned",
                "correlation-unsigned",
                "reply-unsigned",
                "sha1-signature",
                "sha1-digest",
                "inclusive",
                // what becomes of it afterwards
                "unsigned",
                "no-signature",
                "no-token",
                "two-tokens",
                "no-timestamp",
                "two-timestamps",
                "saml-token",
                "two-security",
                "body-changed",
                "to-changed",
                "signature-changed",
                "digest-changed",
                "wrapped",
                "wrapped-with-its-id",
                // the XML
                "doctype",
                "entity",
                "external-entity",
                "processing-instruction",
                "nested-40",
                "nested-10",
                "long-attribute",
                "many-attributes",
                "long-name",
                "many-elements",
                "truncated",
                "utf-16",
                "latin-1",
                "xml-1.1",
                "soap-1.2",
                "two-payloads",
                "empty-body",
                "over-size",
                // HTTP
                "as-soap+xml",
                "as-json",
                "as-multipart",
                "as-utf-16",
                "repeated",
                "same-id",
                "dripping",
                "stalled",
                "endless",
                // the message in it
                "as-message",
                "reversed",
                "attribute",
                "text-inside",
                "extension",
                "unknown-element",
                "with-both",
                "with-nothing",
                "of-novelty",
                "local-time",
                "no-offset",
                "with-original");

        private Words() {}

        /** The payload, inside of what is signed. */
        static String payload(String payload, String word) {
            return switch (word) {
                case "two-payloads" -> payload + payload;
                case "empty-body" -> "";
                case "of-novelty" -> "<s:novelty/>";
                case "nested-40" -> "<s:registry>" + "<a>".repeat(40) + "</a>".repeat(40) + "</s:registry>";
                case "nested-10" -> "<s:registry>" + "<a>".repeat(10) + "</a>".repeat(10) + "</s:registry>";
                case "long-attribute" -> attribute(payload, "k='" + "x".repeat(17_000) + "'");
                case "long-name" -> attribute(payload, "x".repeat(301) + "='1'");
                case "many-attributes" -> attribute(payload, many("k%d='1' ", 40));
                case "many-elements" -> "<s:registry>" + "<a/>".repeat(20_001) + "</s:registry>";
                default -> payload;
            };
        }

        private static String attribute(String payload, String attribute) {
            return payload.replaceFirst("^<([^\\s/>]+)", "<$1 " + attribute.strip());
        }

        private static String many(String each, int times) {
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < times; i++) {
                all.append(each.formatted(i));
            }
            return all.toString();
        }

        /** What is missing before it is signed. */
        static String unsigned(String text, List<String> spoiled) {
            String less = text;
            for (String word : spoiled) {
                less = switch (word) {
                    case "no-to" -> less.replaceFirst("<wsa:To [^>]*>[^<]*</wsa:To>", "");
                    case "no-message-id" -> less.replaceFirst("<wsa:MessageID [^>]*>[^<]*</wsa:MessageID>", "");
                    default -> less;
                };
            }
            return less;
        }
    }
}
