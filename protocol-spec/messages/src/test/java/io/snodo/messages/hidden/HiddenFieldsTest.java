package io.snodo.messages.hidden;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.HiddenField;
import io.snodo.messages.Json;
import io.snodo.messages.Message;
import io.snodo.messages.Samples;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.NoteAdd;
import io.snodo.messages.body.TicketOpen;
import io.snodo.messages.schema.Reading;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.Sealed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class HiddenFieldsTest {
    private static final SealKey KEY = SealKey.generate();
    private static final TicketOpen OPEN = new TicketOpen(
                    "Lampione spento", "Da tre giorni.", "illuminazione", null, "phone", null, null)
            .at("Calle Larga 12");

    /** The disclosures of RFC 9901, 4.2.1 and appendix A, and what stands in a payload for them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[\"2GLC42sKQveCfGfryNRN9w\", \"given_name\", \"John\"]|jsu9yVulwQQlhFlM_3JlzMaSFzglhQG0DpfayQwLUK4",
                "[\"_26bc4LT-ac6q2KI6cBW5es\", \"family_name\", \"Möbius\"]|X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0",
                "[\"6Ij7tM-a5iVPGboS5tmvVA\", \"email\", \"johndoe@example.com\"]|JzYjH4svliH0R3PyEMfeZu6Jt69u5qehZo7F7EPYlSE",
                "[\"eluV5Og3gSNII8EYnsxA_A\", \"family_name\", \"Doe\"]|TGf4oLbgwd5JQaHyKVQZU9UdGE0w5rtDsrZzfUaomLo"
            })
    void hashesDisclosuresAsTheRfcDoes(String json, String digest) {
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));

        assertThat(SaltedField.digest(text)).isEqualTo(digest);
        assertThat(SaltedField.read(text)).isInstanceOfSatisfying(SaltedField.Read.Good.class, good -> {
            JsonNode array = Json.MAPPER.readTree(json);
            assertThat(good.field().name()).isEqualTo(array.get(1).asString());
            assertThat(good.field().value()).isEqualTo(array.get(2));
        });
    }

    @Test
    void tellsWhoIsShownEverythingTheWholeMessage() {
        Message message = Samples.message(OPEN);

        Sealed sealed = Hiding.seal(message, Map.of("place", Sight.OWNER), KEY);

        assertThat(Reading.ofWhole(payload(sealed), sealed, Samples.VENEZIA))
                .isInstanceOfSatisfying(Reading.Understood.class, read -> {
                    assertThat(read.body()).isEqualTo(OPEN);
                    assertThat(read.message().hidden())
                            .extracting(HiddenField::readers, HiddenField::shown)
                            .containsExactly(org.assertj.core.groups.Tuple.tuple(Audience.OWNER, Optional.of("place")));
                });
        assertThat(Uncovering.kept(sealed.jws()).content()).isEqualTo(OPEN);
    }

    @Test
    void saysNothingOfWhatIsHidden() {
        Sealed sealed = Hiding.seal(
                Samples.message(OPEN), Map.of("place", Sight.OWNER, "description", Sight.of(Audience.PARTIES)), KEY);

        assertThat(new String(payload(sealed), StandardCharsets.UTF_8))
                .doesNotContain("place", "Calle", "description", "giorni");
    }

    @Test
    void isAnOrdinaryMessageWhereNothingIsHidden() {
        Message message = Samples.message(new NoteAdd("Visto.", Audience.PARTIES, null));

        assertThat(Hiding.seal(message, Map.of("details", Sight.OWNER), KEY).jws())
                .isEqualTo(Sealed.seal(message, KEY).jws());
    }

    @Test
    void saltsAnewEachTime() {
        Set<String> digests = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            digests.add(SaltedField.of("place", Json.MAPPER.valueToTree("Calle Larga 12"))
                    .digest());
        }
        assertThat(digests).hasSize(100);
    }

    /** Whatever is disclosed, in whatever order: what is read is the open part and just that, under one digest. */
    @Test
    void givesEveryReaderHisPartOfTheOneMessage() {
        Random random = new Random(9901);
        for (int round = 0; round < 300; round++) {
            ObjectNode tree = Json.MAPPER.valueToTree(Samples.message(OPEN));
            ObjectNode body = (ObjectNode) tree.get("body");
            Map<String, Sight> fields = new HashMap<>();
            for (int i = random.nextInt(1, 12); i > 0; i--) {
                body.put("x-l736-" + i, "v".repeat(random.nextInt(40)) + i);
                fields.put("x-l736-" + i, Sight.of(Audience.values()[random.nextInt(4)]));
            }
            Message message = Json.MAPPER.treeToValue(tree, Message.class);
            Sealed whole = Hiding.seal(message, fields, KEY);
            List<String> shown = new ArrayList<>(whole.disclosures().orElseThrow());
            Collections.shuffle(shown, random);
            shown = shown.subList(0, random.nextInt(shown.size() + 1));

            Sealed part = Sealed.read(Sealed.with(whole.signed(), shown)).orElseThrow();

            assertThat(part.digest()).isEqualTo(whole.digest());
            int withheld = fields.size() - shown.size();
            assertThat(Reading.of(payload(part), part, Samples.VENEZIA))
                    .isInstanceOfSatisfying(Reading.Understood.class, read -> {
                        JsonNode said = read.message().body();
                        assertThat(said.size()).isEqualTo(body.size() - withheld);
                        said.properties()
                                .forEach(field -> assertThat(field.getValue()).isEqualTo(body.get(field.getKey())));
                        for (HiddenField hidden : read.message().hidden()) {
                            hidden.shown()
                                    .ifPresent(name -> assertThat(hidden.readers())
                                            .isEqualTo(fields.get(name).audience()));
                        }
                    });
            assertThat(Reading.ofWhole(payload(part), part, Samples.VENEZIA))
                    .isInstanceOf(withheld == 0 ? Reading.Understood.class : Reading.Refused.class);
        }
    }

    /** Whoever changes a character of a disclosure has one that is refused, never another field. */
    @Test
    void noticesAChangeOfAnyCharacterOfADisclosure() {
        Sealed sealed = Hiding.seal(Samples.message(OPEN), Map.of("place", Sight.OWNER), KEY);
        String disclosure = sealed.disclosures().orElseThrow().getFirst();
        for (int i = 0; i < disclosure.length(); i++) {
            String changed = disclosure.substring(0, i)
                    + (disclosure.charAt(i) == 'A' ? 'B' : 'A')
                    + disclosure.substring(i + 1);
            Sealed other =
                    Sealed.read(Sealed.with(sealed.signed(), List.of(changed))).orElseThrow();
            assertThat(Reading.of(payload(other), other, Samples.VENEZIA))
                    .as("character %s", i)
                    .isInstanceOf(Reading.Refused.class);
        }
    }

    private static byte[] payload(Sealed sealed) {
        return sealed.verify(KEY.verifyKey()).orElseThrow();
    }
}
