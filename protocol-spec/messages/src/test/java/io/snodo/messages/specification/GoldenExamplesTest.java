package io.snodo.messages.specification;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.MessageType;
import io.snodo.messages.body.Registry;
import io.snodo.messages.receipt.Stamp;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.messages.schema.Reading;
import io.snodo.messages.seal.KeyRing;
import io.snodo.messages.seal.Sealed;
import io.snodo.messages.seal.VerifyKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The examples that the specification, the hub, the spoke and other people's programs are held to. */
class GoldenExamplesTest {

    /** What an invalid example must be answered with; {@code message} as JSON, or {@code payload} where it is none. */
    private record Invalid(
            String why,
            Expect expect,
            @Nullable JsonNode message,
            @Nullable String payload) {}

    /** A sealed example; {@code expect} is absent where the seal holds and the message can be read. */
    private record Vector(
            String why,
            String jws,
            List<Map<String, String>> keys,
            MemberCode sender,
            @Nullable Expect expect) {}

    /** A stamp, the hub's key, and whether the one holds under the other. */
    private record Attested(String why, boolean holds, Map<String, String> key, Stamp stamp) {}

    /** What a recipient says of the key of a message, as a registry names keys; {@code expect} is absent where it counts. */
    private record OverTime(String why, Registry registry, List<Case> cases) {
        private record Case(
                String why,
                MemberCode from,
                String kid,
                Instant recordedAt,
                @Nullable RefusalCode expect) {
            @Override
            public String toString() {
                return why;
            }
        }
    }

    private record Expect(RefusalCode code, @Nullable String detail) {}

    static List<Path> valid() {
        return Specification.examples("valid");
    }

    static List<Path> invalid() {
        return Specification.examples("invalid");
    }

    static List<Path> sealed() {
        return Specification.examples("sealed");
    }

    private static final OverTime OVER_TIME = Json.MAPPER.readValue(
            Specification.text(Specification.FOLDER.resolve("examples/keys/over-time.json")), OverTime.class);

    static List<OverTime.Case> overTime() {
        return OVER_TIME.cases();
    }

    @ParameterizedTest
    @MethodSource("overTime")
    void aKeyCountsByTheTimeOfRecordingAlone(OverTime.Case example) {
        Optional<KeyRing.Held> key = KeyRing.of(OVER_TIME.registry()).find(example.from(), example.kid());

        RefusalCode answer;
        if (key.isEmpty()) {
            answer = RefusalCode.KEY_UNKNOWN;
        } else {
            answer = key.get().validity().covers(example.recordedAt()) ? null : RefusalCode.KEY_NOT_VALID;
        }
        assertThat(answer).isEqualTo(example.expect());
    }

    static List<Path> stamps() {
        return Specification.examples("stamps");
    }

    @ParameterizedTest
    @MethodSource("stamps")
    void holdsOrNotAsItsVectorSays(Path file) {
        Attested vector = Json.MAPPER.readValue(Specification.text(file), Attested.class);

        assertThat(vector.stamp().verify(VerifyKey.ofJwk(vector.key())).isPresent())
                .isEqualTo(vector.holds());
    }

    @ParameterizedTest
    @MethodSource("valid")
    void isUnderstood(Path file) {
        String text = Specification.text(file);
        Reading reading = read(text, sender(Json.MAPPER.readTree(text)));

        boolean unknownType = file.getParent().endsWith("optional-unknown-type");
        assertThat(reading).isInstanceOf(unknownType ? Reading.Ignorable.class : Reading.Understood.class);
        if (reading instanceof Reading.Understood understood) {
            assertThat(understood.message().type())
                    .isEqualTo(file.getParent().getFileName().toString());
        }
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void isRefusedWithItsCode(Path file) {
        Invalid example = Json.MAPPER.readValue(Specification.text(file), Invalid.class);
        Reading reading = example.message() == null
                ? read(Optional.ofNullable(example.payload()).orElse(""), new MemberCode("c_l736"))
                : read(example.message().toString(), sender(example.message()));

        assertThat(reading).isInstanceOfSatisfying(Reading.Refused.class, refused -> {
            assertThat(refused.refusal().code()).isEqualTo(example.expect().code());
            if (example.expect().detail() != null) {
                assertThat(refused.refusal().detail())
                        .isEqualTo(example.expect().detail());
            }
        });
    }

    @ParameterizedTest
    @MethodSource("sealed")
    void opensOrIsRefusedAsItsVectorSays(Path file) {
        Vector vector = Json.MAPPER.readValue(Specification.text(file), Vector.class);

        assertThat(open(vector)).isEqualTo(Optional.ofNullable(vector.expect()).map(Expect::code));
    }

    @Test
    void thereIsOneOfEveryType() {
        List<String> folders = valid().stream()
                .map(f -> f.getParent().getFileName().toString())
                .distinct()
                .toList();

        assertThat(folders)
                .containsAll(Arrays.stream(MessageType.values())
                        .map(MessageType::wire)
                        .toList());
    }

    /** The checks in their order, as hub and spoke make them. */
    private static Optional<RefusalCode> open(Vector vector) {
        Map<String, VerifyKey> keys = new HashMap<>();
        vector.keys().stream().map(VerifyKey::ofJwk).forEach(key -> keys.put(key.keyId(), key));
        if (vector.jws().length() > Json.MAX_MESSAGE_BYTES) {
            return Optional.of(RefusalCode.MESSAGE_TOO_LARGE);
        }
        Optional<Sealed> sealed = Sealed.read(vector.jws());
        if (sealed.isEmpty()) {
            return Optional.of(RefusalCode.MESSAGE_MALFORMED);
        }
        VerifyKey key = keys.get(sealed.get().keyId());
        if (key == null) {
            return Optional.of(RefusalCode.KEY_UNKNOWN);
        }
        Optional<byte[]> payload = sealed.get().verify(key);
        if (payload.isEmpty()) {
            return Optional.of(RefusalCode.SEAL_INVALID);
        }
        return Reading.of(payload.get(), vector.sender()) instanceof Reading.Refused refused
                ? Optional.of(refused.refusal().code())
                : Optional.empty();
    }

    private static Reading read(String payload, MemberCode sealer) {
        return Reading.of(payload.getBytes(StandardCharsets.UTF_8), sealer);
    }

    private static MemberCode sender(JsonNode message) {
        return new MemberCode(message.path("from").asString());
    }
}
