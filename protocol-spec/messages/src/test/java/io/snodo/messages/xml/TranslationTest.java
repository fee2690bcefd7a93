package io.snodo.messages.xml;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.Json;
import io.snodo.messages.Samples;
import io.snodo.messages.refusal.RefusalCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class TranslationTest {
    private static final Path SPECIFICATION = Path.of("..", "specification");
    private static final Schema XSD = xsd();

    static List<Path> valid() {
        return examples("valid");
    }

    /** Those that are JSON, and wrong in some other way. */
    static List<Path> invalid() {
        return examples("invalid").stream()
                .filter(file -> json(file).path("message").isObject())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("valid")
    void losesNothingOfAValidMessage(Path file) {
        JsonNode message = json(file);

        assertThat(thereAndBack(message)).isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void losesNothingOfAnInvalidOneSoThatItGetsTheSameAnswer(Path file) {
        JsonNode message = json(file).path("message");

        assertThat(thereAndBack(message)).isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("valid")
    void writesWhatTheXmlSchemaAllows(Path file) throws Exception {
        XSD.newValidator().validate(new StreamSource(new ByteArrayInputStream(written(json(file)))));
    }

    @Test
    void everyRecordMakesXmlThatTheSchemaAllows() throws Exception {
        for (var body : Stream.concat(Samples.full().stream(), Samples.sparse().stream())
                .toList()) {
            JsonNode message = Json.MAPPER.readTree(Json.MAPPER.writeValueAsString(Samples.message(body)));

            XSD.newValidator().validate(new StreamSource(new ByteArrayInputStream(written(message))));
            assertThat(thereAndBack(message)).isEqualTo(message);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"type\":1,\"body\":[]}",
                "{\"type\":\"ticket.open\"}",
                "{\"type\":\"\",\"body\":{}}",
                "{\"to\":[],\"epoch\":1.5,\"optional\":\"true\",\"sealedAt\":\" 2026-11-22T10:15:30Z\"}",
                "{\"to\":\"c_l736\",\"mustUnderstand\":[\"a\",1]}",
                "{\"epoch\":123456789012345678901234567890}",
                "{\"type\":\"note.add\",\"body\":{\"text\":\"\\r\\n\\t <&>]]> \\\\ \\\" \\uD83D\\uDE00\"}}",
                "{\"type\":\"note.add\",\"body\":{\"text\":\"\\u0000\\uFFFE\\uD800 \\\\u0041\"}}",
                "{\"\\u0001\":null,\"a\":[[{\"b\":[true,1E+40,0.10,\"\"]}]]}",
                "{\"type\":\"x.y\",\"body\":{\"text\":\"a\",\"{urn:x}b\":\"c\"}}",
                "{\"type\":\"ticket.update\",\"body\":{\"basedOn\":1,\"set\":{\"novelty\":1}}}"
            })
    void losesNothingOfWhateverJsonThereIs(String text) throws Exception {
        JsonNode message = JsonInXml.EXACT.readTree(text);

        assertThat(thereAndBack(message)).isEqualTo(message);
    }

    @Test
    void theOrderOfElementsDoesNotMatter() {
        assertThat(read("<ticket.cancel><reason>r</reason></ticket.cancel><to>c_b157</to><epoch> 1 </epoch>"
                        + "<to>c_g337</to><optional>1</optional>"))
                .isEqualTo(Json.MAPPER.readTree("""
                        {"type":"ticket.cancel","body":{"reason":"r"},"to":["c_b157","c_g337"],"epoch":1,"optional":true}"""));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T11:15:30+01:00,2026-11-22T10:15:30Z",
        "2026-11-22T10:15:30.500000+00:00,2026-11-22T10:15:30.500Z",
        "2026-11-22T10:15:30.500000Z,2026-11-22T10:15:30.500000Z",
        "2026-11-22T10:15:30,2026-11-22T10:15:30",
        "2026-02-30T10:15:30+01:00,2026-02-30T10:15:30+01:00"
    })
    void tellsMomentsInUtc(String xml, String json) {
        assertThat(read("<sealedAt>\n " + xml + " </sealedAt>").path("sealedAt").asString())
                .isEqualTo(json);
    }

    @Test
    void keepsAnElementOfSomebodyElsesUnderItsWholeName() {
        assertThat(read("<ticket.cancel><reason>r</reason><v:sestiere xmlns:v='urn:x-venezia'>Castello</v:sestiere>"
                                + "</ticket.cancel>")
                        .path("body"))
                .isEqualTo(Json.MAPPER.readTree("{\"reason\":\"r\",\"{urn:x-venezia}sestiere\":\"Castello\"}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "<novelty/>| unknown",
                "<ticket.cancel><novelty/></ticket.cancel>|/body unknown",
                "<epoch>1</epoch><epoch>2</epoch>| repeated",
                "<ticket.cancel/><ticket.open/>| repeated",
                "<type>ticket.open</type>| unknown",
                "<ticket.cancel><reason>a<b/></reason></ticket.cancel>|/body/reason elements",
                "<ticket.cancel>text<reason>a</reason></ticket.cancel>|/body text",
                "<ticket.cancel><reason lang='it'>a</reason></ticket.cancel>|/body/reason attribute",
                "<epoch xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:nil='true'/>|/epoch attribute",
                "<x:a xmlns:x='urn:x'><x:b/></x:a>| elements",
                "<j:string xmlns:j='http://www.w3.org/2005/xpath-functions'>a</j:string>| key",
                "<j:number xmlns:j='http://www.w3.org/2005/xpath-functions' key='a'>1 2</j:number>| value",
                "<j:xml xmlns:j='http://www.w3.org/2005/xpath-functions' key='a'/>| xml",
                "<x:include xmlns:x='http://www.w3.org/2001/XInclude' href='/etc/passwd'/>| attribute"
            })
    void refusesWhatIsNoMessageAndSaysWhere(String content, String detail) {
        assertThat(XmlToMessage.read(element(content))).isInstanceOfSatisfying(XmlToMessage.Refused.class, refused -> {
            assertThat(refused.refusal().code()).isEqualTo(RefusalCode.SCHEMA_INVALID);
            assertThat(refused.refusal().detail()).isEqualTo(detail.startsWith("/") ? detail : " " + detail.strip());
        });
    }

    private static JsonNode read(String content) {
        return ((XmlToMessage.Translated) XmlToMessage.read(element(content))).message();
    }

    private static Element element(String content) {
        return parsed(("<message xmlns='" + Names.STAFFETTA + "'>" + content + "</message>")
                .getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode thereAndBack(JsonNode message) {
        return ((XmlToMessage.Translated) XmlToMessage.read(parsed(written(message)))).message();
    }

    private static Element parsed(byte[] xml) {
        return ((XmlReading.Plain) XmlReader.read(xml, XmlLimits.SOAP))
                .document()
                .getDocumentElement();
    }

    private static byte[] written(JsonNode message) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            Transformer plain = TransformerFactory.newDefaultInstance().newTransformer();
            plain.transform(
                    new DOMSource(MessageToXml.write((ObjectNode) message, Growing.empty())), new StreamResult(out));
        } catch (TransformerException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    private static JsonNode json(Path file) {
        try {
            return Json.MAPPER.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> examples(String kind) {
        try (Stream<Path> files = Files.walk(SPECIFICATION.resolve("examples").resolve(kind))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Schema xsd() {
        try {
            return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                    .newSchema(SPECIFICATION.resolve("soap/staffetta.xsd").toFile());
        } catch (SAXException e) {
            throw new IllegalStateException(e);
        }
    }
}
