package io.snodo.messages.xml;

import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads XML of strangers: UTF-8 and version 1.0 only, no document type (and with it no entity), no processing
 * instruction, everything counted while it is read. Safe for use by many threads.
 */
public final class XmlReader {
    private static final XMLInputFactory FACTORY = factory();
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private XmlReader() {}

    public static XmlReading read(byte[] bytes, XmlLimits limits) {
        if (bytes.length > limits.bytes()) {
            return new XmlReading.Refused(Refusal.of(RefusalCode.MESSAGE_TOO_LARGE));
        }
        try {
            // strictly, and not by what the document says of itself: its signature is over characters
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
            XMLStreamReader reader = FACTORY.createXMLStreamReader(new StringReader(marked ? text.substring(1) : text));
            return new XmlReading.Plain(new Growing(limits).grow(reader));
        } catch (CharacterCodingException e) {
            return refused("not UTF-8");
        } catch (TooMuch e) {
            return refused(e.what());
        } catch (XMLStreamException e) {
            return refused(
                    e.getLocation() == null
                            ? "syntax"
                            : "line " + e.getLocation().getLineNumber() + ", column "
                                    + e.getLocation().getColumnNumber());
        }
    }

    private static XmlReading refused(String detail) {
        return new XmlReading.Refused(Refusal.of(RefusalCode.XML_MALFORMED, detail));
    }

    /** What is read is more, or something else, than is taken; {@code what} is safe to be told. */
    static final class TooMuch extends Exception {
        private static final long serialVersionUID = 1;

        TooMuch(String what) {
            super(what, null, false, false);
        }

        String what() {
            return String.valueOf(getMessage());
        }
    }

    /** The JDK's own, whatever else lies on the class path. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setXMLResolver((_, _, _, _) -> {
            throw new XMLStreamException("nothing outside the document is read");
        });
        return factory;
    }

    static boolean isText(int event) {
        return event == XMLStreamConstants.CHARACTERS
                || event == XMLStreamConstants.CDATA
                || event == XMLStreamConstants.SPACE;
    }
}
