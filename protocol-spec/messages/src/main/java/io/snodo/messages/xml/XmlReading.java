package io.snodo.messages.xml;

import io.snodo.messages.refusal.Refusal;
import org.w3c.dom.Document;

/** What bytes turn out to be. */
public sealed interface XmlReading {
    /** Plain XML within the limits: no document type, no entities but the five, no processing instructions. */
    record Plain(Document document) implements XmlReading {}

    record Refused(Refusal refusal) implements XmlReading {}
}
