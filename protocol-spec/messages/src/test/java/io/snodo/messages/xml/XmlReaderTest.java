package io.snodo.messages.xml;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.refusal.RefusalCode;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

class XmlReaderTest {
    private static final XmlLimits LIMITS = new XmlLimits(10_000, 5, 20, 4, 40, 50, 100);

    @Test
    void readsElementsAttributesAndTextWithTheirNamespaces() {
        Document document = plain(
                "\uFEFF<?xml version='1.0' encoding='utf-8'?>\n<!-- c --><a:x xmlns:a='urn:a' b='1 &lt; 2' a:c=''>è<![CDATA[<]]>&#13;&amp;<!-- d --> f<y/></a:x>\n");

        assertThat(document.getDocumentElement().getNamespaceURI()).isEqualTo("urn:a");
        assertThat(document.getDocumentElement().getAttribute("b")).isEqualTo("1 < 2");
        assertThat(document.getDocumentElement().getAttributeNS("urn:a", "c")).isEmpty();
        assertThat(document.getDocumentElement().getTextContent()).isEqualTo("è<\r& f");
        assertThat(document.getDocumentElement().getLastChild().getNamespaceURI())
                .isNull();
    }

    /** The file is there and readable: if it were read, its content would be found. */
    @Test
    void opensNoFile(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "secret");

        assertThat(detail("<!DOCTYPE a [<!ENTITY e SYSTEM '" + secret.toUri() + "'>]><a>&e;</a>"))
                .isEqualTo("document type");
        assertThat(detail("<!DOCTYPE a SYSTEM '" + secret.toUri() + "'><a/>")).isEqualTo("document type");
        // not followed: it is an element like another
        assertThat(plain("<x:include xmlns:x='http://www.w3.org/2001/XInclude' href='secret'/>")
                        .getDocumentElement()
                        .getTextContent())
                .isEmpty();
    }

    @Test
    void laughsAtBillionLaughs() {
        StringBuilder entities = new StringBuilder("<!DOCTYPE a [<!ENTITY e0 'ha'>");
        for (int i = 1; i < 40; i++) {
            entities.append("<!ENTITY e%d '&e%d;&e%d;'>".formatted(i, i - 1, i - 1));
        }
        String bomb = entities.append("]><a b='&e39;'>&e39;</a>").toString();

        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> assertThat(detail(bomb)).isEqualTo("document type"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE a><a/>",
                "<!DOCTYPE a [<!ATTLIST a b CDATA 'c'>]><a/>",
                "<!DOCTYPE a [<!ENTITY % p SYSTEM 'http://127.0.0.1:1/'> %p;]><a/>"
            })
    void takesNoDocumentType(String xml) {
        assertThat(detail(xml)).isEqualTo("document type");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<a><?php x?></a>|processing instruction",
                "<?xml version='1.1'?><a/>|version",
                "<?xml version='1.0' encoding='ISO-8859-1'?><a/>|encoding",
                "<?xml version='1.0' encoding='UTF-16'?><a/>|encoding",
                "<a><a><a><a><a><a/></a></a></a></a></a>|depth",
                "<a b='1' c='1' d='1' e='1' f='1'/>|attributes",
                "<a xmlns:b='urn:b' xmlns:c='urn:c' xmlns:d='urn:d' xmlns:e='urn:e' xmlns='urn:f'/>|attributes",
                "<aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/>|name",
                "<a xmlns='urn:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'/>|namespace",
                "<a b='aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'/>|attribute"
            })
    void takesNothingBesidesAndNoMoreThanItsLimits(String xml, String detail) {
        assertThat(detail(xml)).isEqualTo(detail);
    }

    @Test
    void countsElementsAndText() {
        assertThat(detail("<a>" + "<b/>".repeat(20) + "</a>")).isEqualTo("elements");
        assertThat(detail("<a>" + "x".repeat(101) + "</a>")).isEqualTo("text");
        assertThat(detail("<a>" + "<![CDATA[x]]>".repeat(101) + "</a>")).isEqualTo("text");
    }

    @Test
    void countsBytesBeforeAnythingElse() {
        assertThat(XmlReader.read(new byte[10_001], LIMITS))
                .isInstanceOfSatisfying(
                        XmlReading.Refused.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo(RefusalCode.MESSAGE_TOO_LARGE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "ISO-8859-1"})
    void isUtf8WhateverItSays(String encoding) {
        assertThat(XmlReader.read("<a>è</a>".getBytes(Charset.forName(encoding)), LIMITS))
                .isInstanceOf(XmlReading.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "<a>",
                "<a></b>",
                "<a/><b/>",
                "<a>&e;</a>",
                "<a>&#0;</a>",
                "<a b='1' b='2'/>",
                "<b:a/>",
                "<a xmlns:b='urn:c' xmlns:d='urn:c' b:e='' d:e=''/>"
            })
    void isWellFormed(String xml) {
        assertThat(XmlReader.read(xml.getBytes(StandardCharsets.UTF_8), LIMITS))
                .isInstanceOfSatisfying(
                        XmlReading.Refused.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo(RefusalCode.XML_MALFORMED));
    }

    @Test
    void aHundredThousandElementsInElementsDoNotEndTheThread() {
        XmlLimits deep = new XmlLimits(2_000_000, 32, 1_000_000, 4, 30, 50, 100);

        assertThat(XmlReader.read("<a>".repeat(100_000).getBytes(StandardCharsets.UTF_8), deep))
                .isInstanceOfSatisfying(
                        XmlReading.Refused.class,
                        refused -> assertThat(refused.refusal().detail()).isEqualTo("depth"));
    }

    private static Document plain(String xml) {
        return ((XmlReading.Plain) XmlReader.read(xml.getBytes(StandardCharsets.UTF_8), LIMITS)).document();
    }

    private static String detail(String xml) {
        return String.valueOf(((XmlReading.Refused) XmlReader.read(xml.getBytes(StandardCharsets.UTF_8), LIMITS))
                .refusal()
                .detail());
    }
}
