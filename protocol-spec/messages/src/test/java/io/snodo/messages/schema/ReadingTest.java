package io.snodo.messages.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.Json;
import io.snodo.messages.Message;
import io.snodo.messages.MessageType;
import io.snodo.messages.Samples;
import io.snodo.messages.body.Body;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

class ReadingTest {

    static Stream<Body> bodies() {
        return Stream.concat(Samples.full().stream(), Samples.sparse().stream());
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void whatTheRecordsWriteIsValidAndReadBackTheSame(Body body) {
        Message message = Samples.message(body);

        String written = Json.MAPPER.writeValueAsString(message);
        assertThat(read(written)).isInstanceOfSatisfying(Reading.Understood.class, understood -> {
            assertThat(understood.body()).isEqualTo(body);
            assertThat(understood.message().content()).isEqualTo(body);
            assertThat(Json.MAPPER.writeValueAsString(understood.message())).isEqualTo(written);
        });
    }

    @Test
    void theSamplesLeaveOutNoType() {
        assertThat(Samples.full().stream().map(MessageType::of).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(MessageType.values());
    }

    @Test
    void keepsUnknownFieldsAndReadsOn() {
        ObjectNode tree = tree();
        tree.put("novelty", "\u0000");
        ((ObjectNode) tree.get("body")).putObject("x-parma").put("a", 1);

        assertThat(read(tree.toString())).isInstanceOf(Reading.Understood.class);
    }

    @Test
    void letsAnOptionalUnknownTypeBeDropped() {
        ObjectNode tree = tree();
        tree.put("type", "weather.report").put("optional", true);

        assertThat(read(tree.toString())).isInstanceOf(Reading.Ignorable.class);
    }

    @Test
    void checksTheEnvelopeOfAnOptionalUnknownTypeToo() {
        ObjectNode tree = tree();
        tree.put("type", "weather.report").put("optional", true).put("sealedAt", "yesterday");

        assertThat(refusal(tree.toString())).isEqualTo(Refusal.of(RefusalCode.SCHEMA_INVALID, "/sealedAt pattern"));
    }

    @Test
    void understandsADemandForAFieldItKnowsAndRefusesAnother() {
        ObjectNode tree = tree();
        tree.putArray("mustUnderstand").add("epoch").add("body.due");
        assertThat(read(tree.toString())).isInstanceOf(Reading.Understood.class);

        tree.putArray("mustUnderstand").add("body.novelty");
        assertThat(refusal(tree.toString()).code()).isEqualTo(RefusalCode.MUST_UNDERSTAND_UNKNOWN);
    }

    @Test
    void saysWhichMessageItRefuses() {
        ObjectNode tree = tree();
        tree.put("staffetta", "9.9");

        assertThat(read(tree.toString())).isInstanceOfSatisfying(Reading.Refused.class, refused -> {
            assertThat(refused.message()).hasToString(tree.get("id").asString());
            assertThat(refused.refusal().code()).isEqualTo(RefusalCode.VERSION_UNSUPPORTED);
        });
    }

    @Test
    void takesTheFirstFaultInTheAgreedOrder() {
        ObjectNode tree = tree();
        tree.put("sealedAt", "yesterday");
        assertThat(refusal(tree.toString()).code()).isEqualTo(RefusalCode.SCHEMA_INVALID);
        tree.putArray("mustUnderstand").add("novelty");
        assertThat(refusal(tree.toString()).code()).isEqualTo(RefusalCode.MUST_UNDERSTAND_UNKNOWN);
        tree.put("type", "weather.report");
        assertThat(refusal(tree.toString()).code()).isEqualTo(RefusalCode.TYPE_UNKNOWN);
        tree.put("staffetta", "2.0");
        assertThat(refusal(tree.toString()).code()).isEqualTo(RefusalCode.VERSION_UNSUPPORTED);
        tree.put("from", "c_g337");
        assertThat(refusal(tree.toString()).code()).isEqualTo(RefusalCode.SENDER_MISMATCH);
        assertThat(refusal(tree + "}").code()).isEqualTo(RefusalCode.JSON_MALFORMED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            id                | "1"                                     | /id pattern
            id                | "019aab3c-7f10-4b2e-8c55-0f6a1f2d3e4c"  | /id pattern
            type              | 7                                       | /type type
            to                | ["c_l736","c_l736"]                     | /to uniqueItems
            to                | ["C_L736"]                              | /to/0 pattern
            ticket            | "L736-000042-A"                         | /ticket value
            ticket            | null                                    | /ticket type
            epoch             | -1                                      | /epoch minimum
            epoch             | 1.5                                     | /epoch type
            epoch             | 99999999999999999999999999              | /epoch maximum
            sealedAt          | "2026-02-30T10:00:00Z"                  | /sealedAt value
            sealedAt          | "2026-11-22T10:00:00+01:00"             | /sealedAt pattern
            onBehalfOf        | "citizen"                               | /from const
            onBehalfOf        | "mayor"                                 | /onBehalfOf const
            body              | []                                      | /body type
            body              | {"subject":"a","category":"strade"}     | /body/channel required
            body              | {"subject":"a\\nb","category":"strade","channel":"desk"} | /body/subject pattern
            body              | {"subject":"","category":"strade","channel":"desk"} | /body/subject minLength
            body              | {"subject":"a","category":"Strade","channel":"desk"} | /body/category pattern
            body              | {"subject":"a","category":"strade","channel":"desk","description":"\\u0000"} | /body/description pattern
            body              | {"subject":"a","category":"strade","channel":"desk\\n"} | /body/channel pattern
            body              | {"subject":"a","category":"strade","channel":"desk","due":"2026-13-30T10:00:00Z"} | /body/due value
            """)
    void namesTheFieldThatOffendsAndNeverItsContent(String field, String value, String detail) {
        ObjectNode tree = tree();
        tree.set(field, Json.MAPPER.readTree(value));

        assertThat(refusal(tree.toString())).isEqualTo(Refusal.of(RefusalCode.SCHEMA_INVALID, detail));
    }

    @Test
    void boundsEveryText() {
        ObjectNode tree = tree();
        ObjectNode body = (ObjectNode) tree.get("body");
        body.put("subject", "x".repeat(200));
        assertThat(read(tree.toString())).isInstanceOf(Reading.Understood.class);
        body.put("subject", "x".repeat(201));
        assertThat(refusal(tree.toString()).detail()).isEqualTo("/body/subject maxLength");
    }

    @Test
    void refusesHalfACharacter() {
        String text = tree().toString().replace("Lampione spento", "\\ud800");

        assertThat(refusal(text).detail()).isEqualTo("/body/subject pattern");
    }

    @Test
    void wantsExactlyOneRecipientOfAnOffer() {
        ObjectNode tree = Json.MAPPER.valueToTree(Samples.message(Samples.full().get(3)));
        tree.putArray("to");
        assertThat(refusal(tree.toString()).detail()).isEqualTo("/to minItems");
        tree.putArray("to").add("c_g337").add("c_b157");
        assertThat(refusal(tree.toString()).detail()).isEqualTo("/to maxItems");
        tree.putArray("to").add("hub");
        assertThat(refusal(tree.toString()).detail()).isEqualTo("/to/0 pattern");
        tree.remove("to");
        assertThat(refusal(tree.toString()).detail()).isEqualTo("/to required");
    }

    @Test
    void wantsATicketInWhatIsSaidAboutOne() {
        for (MessageType type : MessageType.values()) {
            ObjectNode tree = tree();
            tree.put("type", type.wire()).remove("ticket");
            boolean missed = "/ticket required".equals(refusal(tree.toString()).detail());
            assertThat(missed).as(type.wire()).isEqualTo(type.subject() == MessageType.Subject.TICKET);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''
            ' '
            'null'
            '[]'
            '{"a":1,"a":1}'
            '{"a":1}x'
            '{"a":NaN}'
            '{"a":01}'
            '{"a":11111111111111111111111111111111111111111}'
            """)
    void refusesWhatIsNoJsonOfOurs(String text) {
        assertThat(refusal(text).code()).isEqualTo(RefusalCode.JSON_MALFORMED);
    }

    @Test
    void refusesNestingThatIsTooDeep() {
        assertThat(refusal("{\"a\":" + "[".repeat(40) + "]".repeat(40) + "}").code())
                .isEqualTo(RefusalCode.JSON_MALFORMED);
    }

    @Test
    void refusesOtherEncodingsThanUtf8() {
        byte[] utf16 = tree().toString().getBytes(StandardCharsets.UTF_16LE);
        byte[] latin = "{\"a\":\"è\"}".getBytes(StandardCharsets.ISO_8859_1);

        for (byte[] payload : List.of(utf16, latin)) {
            assertThat(Reading.of(payload, Samples.VENEZIA))
                    .isInstanceOfSatisfying(
                            Reading.Refused.class,
                            r -> assertThat(r.refusal().code()).isEqualTo(RefusalCode.JSON_MALFORMED));
        }
    }

    @Test
    void isNotSlowedByANumberWithAHugeExponent() {
        ObjectNode tree = tree();
        String text = tree.toString().replace("\"epoch\":1", "\"epoch\":1e999999999");

        assertThat(refusal(text).code()).isIn(RefusalCode.SCHEMA_INVALID, RefusalCode.JSON_MALFORMED);
    }

    private static ObjectNode tree() {
        return Json.MAPPER.valueToTree(Samples.message(Samples.full().getFirst()));
    }

    private static Reading read(String payload) {
        return Reading.of(payload.getBytes(StandardCharsets.UTF_8), Samples.VENEZIA);
    }

    private static Refusal refusal(String payload) {
        Reading reading = read(payload);
        assertThat(reading).isInstanceOf(Reading.Refused.class);
        return ((Reading.Refused) reading).refusal();
    }
}
