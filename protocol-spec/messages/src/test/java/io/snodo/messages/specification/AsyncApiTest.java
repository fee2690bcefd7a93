package io.snodo.messages.specification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.snodo.messages.Addresses;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.MessageType;
import io.snodo.messages.body.Receipt;
import io.snodo.messages.receipt.Frame;
import io.snodo.messages.receipt.Stamp;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The AMQP binding's description says what the code says. */
class AsyncApiTest {
    private static final MemberCode PARMA = new MemberCode("c_g337");
    private static final UUID MESSAGE = UUID.fromString("019a0000-0000-7000-8000-000000000001");
    private static final Stamp STAMP =
            new Stamp("{\"message\":\"x\"}", 0, List.of("n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg"), "a.b.c");

    private final JsonNode description =
            new YAMLMapper().readTree(Specification.text(Specification.FOLDER.resolve("asyncapi.yaml")));

    @Test
    void knowsEveryTypeAndItsSchema() {
        Set<String> types = new TreeSet<>();
        for (JsonNode message : description.at("/components/messages")) {
            String content = message.path("x-content").asString("");
            if (!content.isEmpty()) {
                String type = message.path("name").asString();
                types.add(type);
                assertThat(content).isEqualTo("schemas/" + type + ".schema.json");
                assertThat(Files.exists(Specification.FOLDER.resolve(content)))
                        .as(content)
                        .isTrue();
            }
        }
        assertThat(types)
                .isEqualTo(Arrays.stream(MessageType.values())
                        .map(MessageType::wire)
                        .collect(Collectors.toSet()));
    }

    @Test
    void lessThanTheHubSaysMayBeSentToIt() {
        Set<String> sent = Set.copyOf(description.at("/channels/toHub/messages").propertyNames());
        for (MessageType type : MessageType.values()) {
            String name = camel(type.wire());
            String summary =
                    description.at("/components/messages/" + name + "/summary").asString("");
            assertThat(sent.contains(name))
                    .as("%s is for members to say", type)
                    .isNotEqualTo(summary.contains("Only the hub says it"));
        }
    }

    @Test
    void namesTheAddressesAndContentTypesThatAreUsed() {
        assertThat(description.at("/channels/toHub/address").asString()).isEqualTo(Addresses.TO_HUB);
        assertThat(description.at("/channels/toMember/address").asString().replace("{member}", PARMA.value()))
                .isEqualTo(Addresses.of(PARMA));
        assertThat(description
                        .at("/components/messageTraits/sealed/contentType")
                        .asString())
                .isEqualTo(Addresses.SEALED);
        for (JsonSubTypes.Type frame :
                Frame.class.getAnnotation(JsonSubTypes.class).value()) {
            assertThat(description
                            .at("/components/messages/" + frame.name() + "/contentType")
                            .asString())
                    .as(frame.name())
                    .isEqualTo(Addresses.FRAME);
        }
    }

    @Test
    void describesTheFramesAsTheyAre() {
        Frame.Step step = new Frame.Step(MESSAGE, PARMA, Receipt.Level.REFUSED, RefusalCode.SCHEMA_INVALID);
        for (Frame frame : List.of(
                new Frame.Delivery("a.b.c", STAMP),
                new Frame.Receipts(List.of(STAMP)),
                new Frame.Progress(List.of(step)),
                new Frame.Refused(
                        MESSAGE, "correlation", Refusal.of(RefusalCode.HUB_BUSY).problem("correlation")))) {
            String name = frame.getClass().getSimpleName();
            assertThat(schema(name).validate(Json.MAPPER.<JsonNode>valueToTree(frame)))
                    .as(name)
                    .isEmpty();
            ObjectNode spoilt = Json.MAPPER.valueToTree(frame);
            spoilt.put("frame", "other");
            assertThat(schema(name).validate(spoilt)).as(name).isNotEmpty();
        }
    }

    private Schema schema(String name) {
        ObjectNode whole = Json.MAPPER.createObjectNode();
        whole.put("$ref", "#/components/schemas/" + name);
        whole.set("components", description.get("components"));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(whole);
    }

    private static String camel(String wire) {
        int dot = wire.indexOf('.');
        return dot < 0
                ? wire
                : wire.substring(0, dot) + Character.toUpperCase(wire.charAt(dot + 1)) + wire.substring(dot + 2);
    }
}
