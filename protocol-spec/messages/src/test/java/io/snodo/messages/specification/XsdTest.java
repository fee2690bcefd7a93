package io.snodo.messages.specification;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.MessageType;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The XML Schema of the SOAP binding says what the JSON Schemas say. */
class XsdTest {
    @Test
    void tellsEveryValueAndEveryTypeOfMessages() {
        Xsd xsd = new Xsd().values();
        var types = Arrays.stream(MessageType.values()).map(MessageType::wire).toList();
        types.forEach(xsd::body);
        xsd.envelope(types);

        Specification.isUpToDate("soap/staffetta.xsd", "messages", xsd.toString());
        assertThat(types).hasSizeGreaterThan(40);
    }
}
