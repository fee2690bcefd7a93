package io.snodo.conformance.seen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snodo.messages.Json;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FieldsTest {
    private static final String FOUND = """
            {"none": [], "members": [{"code": "a", "keys": [1]}, {"code": "b"}]}""";

    private final Fields fields = new Fields(new Values(new Scene(Map.of()), Clock.systemUTC()));

    @Test
    void ofAListSomeEntryOrEveryOneMayBeExpected() {
        assertThat(difference(Map.of("members", Map.of("every", Map.of("code", "present")))))
                .isEmpty();
        assertThat(difference(Map.of("members", Map.of("some", Map.of("code", "b", "keys", "absent")))))
                .isEmpty();
    }

    @Test
    void oneEntryThatIsOtherwiseIsOneTooManyAndNoneIsTooFew() {
        assertThat(difference(Map.of("members", Map.of("every", Map.of("keys", "present")))))
                .contains("members has not every entry as expected: keys is absent and not present");
        assertThat(difference(Map.of("members", Map.of("some", Map.of("code", "c")))))
                .contains("members has not some entry as expected: code is a and not c");
        assertThat(difference(Map.of("none", Map.of("every", Map.of("code", "present")))))
                .contains("none has not every entry as expected: it is empty");
        assertThatThrownBy(() -> difference(Map.of("members", Map.of("any", "present"))))
                .hasMessageContaining("every or some");
    }

    private Optional<String> difference(Map<String, Object> expected) {
        return fields.difference(expected, Json.MAPPER.readTree(FOUND));
    }
}
