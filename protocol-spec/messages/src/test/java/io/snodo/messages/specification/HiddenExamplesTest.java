package io.snodo.messages.specification;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.HiddenField;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.messages.schema.Reading;
import io.snodo.messages.seal.Sealed;
import io.snodo.messages.seal.VerifyKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The specification's examples of hidden fields; another program than ours, in another language, has made them. */
class HiddenExamplesTest {

    /** {@code whole}: read as the hub does; {@code expect} is absent where it can be read, and then {@code body} says as what. */
    private record Vector(
            String why,
            MemberCode sender,
            List<Map<String, String>> keys,
            boolean whole,
            String text,
            @Nullable Expect expect,
            @Nullable JsonNode body,
            int withheld,
            @Nullable String digest) {}

    private record Expect(RefusalCode code, @Nullable String detail) {}

    static List<Path> examples() {
        return Specification.examples("hidden");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void isReadOrRefusedAsItsVectorSays(Path file) {
        Vector vector = Json.MAPPER.readValue(Specification.text(file), Vector.class);

        Reading reading = read(vector);

        if (vector.expect() == null) {
            assertThat(reading).isInstanceOfSatisfying(Reading.Understood.class, understood -> {
                assertThat(understood.message().body()).isEqualTo(vector.body());
                assertThat(understood.message().hidden().stream()
                                .map(HiddenField::shown)
                                .filter(Optional::isEmpty))
                        .hasSize(vector.withheld());
            });
        } else {
            assertThat(reading).isInstanceOfSatisfying(Reading.Refused.class, refused -> {
                assertThat(refused.refusal().code()).isEqualTo(vector.expect().code());
                if (vector.expect().detail() != null) {
                    assertThat(refused.refusal().detail())
                            .isEqualTo(vector.expect().detail());
                }
            });
        }
        if (vector.digest() != null) {
            assertThat(Sealed.read(vector.text()).orElseThrow().digest()).isEqualTo(vector.digest());
        }
    }

    private static Reading read(Vector vector) {
        Optional<Sealed> sealed = Sealed.read(vector.text());
        if (sealed.isEmpty()) {
            return new Reading.Refused(null, Refusal.of(RefusalCode.MESSAGE_MALFORMED));
        }
        VerifyKey key = VerifyKey.ofJwk(vector.keys().getFirst());
        return sealed.get()
                .verify(key)
                .map(payload -> vector.whole()
                        ? Reading.ofWhole(payload, sealed.get(), vector.sender())
                        : Reading.of(payload, sealed.get(), vector.sender()))
                .orElse(new Reading.Refused(null, Refusal.of(RefusalCode.SEAL_INVALID)));
    }
}
