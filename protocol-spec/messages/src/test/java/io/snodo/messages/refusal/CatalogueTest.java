package io.snodo.messages.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.Json;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class CatalogueTest {
    private static final Set<RefusalCode> NOT_YET = EnumSet.of(
            RefusalCode.MEMBER_SUSPENDED,
            RefusalCode.MESSAGE_IN_PROGRESS,
            RefusalCode.ATTACHMENT_AWAITED,
            RefusalCode.ATTACHMENT_HELD,
            RefusalCode.HUB_AWAY,
            RefusalCode.UPLOAD_BUSY);

    @ParameterizedTest
    @EnumSource(RefusalCode.class)
    void saysOfEveryCodeWhatItMeansInBothLanguagesAndWhatToDo(RefusalCode code) {
        Catalogue.Entry entry = Catalogue.of(code);

        assertThat(entry.code()).isEqualTo(code);
        assertThat(entry.http()).isBetween(400, 507);
        assertThat(entry.it()).endsWith(".").hasSizeBetween(10, 150);
        assertThat(entry.en()).endsWith(".").hasSizeBetween(10, 150);
        assertThat(entry.advice()).endsWith(".").hasSizeBetween(10, 150);
        assertThat(RefusalCode.ofWire(code.wire())).isEqualTo(code);
    }

    @ParameterizedTest
    @EnumSource(RefusalCode.class)
    void promisesThatARepetitionHelpsOnlyWhereTheHubWasNotReady(RefusalCode code) {
        Catalogue.Entry entry = Catalogue.of(code);
        boolean notReady =
                entry.kind() == RefusalClass.QUOTA || entry.kind() == RefusalClass.INTERNAL || NOT_YET.contains(code);

        assertThat(entry.retryable()).isEqualTo(notReady);
    }

    @Test
    void isAnsweredAsAProblemDocument() {
        Problem problem = new Refusal(RefusalCode.RATE_LIMITED, "/body", Duration.ofSeconds(30)).problem("c-17");

        JsonNode json = Json.MAPPER.valueToTree(problem);
        assertThat(json.get("type").asString()).isEqualTo("urn:staffetta:refusal:rate_limited");
        assertThat(json.get("status").asInt()).isEqualTo(429);
        assertThat(json.get("code").asString()).isEqualTo("rate_limited");
        assertThat(json.get("class").asString()).isEqualTo("quota");
        assertThat(json.get("retryable").asBoolean()).isTrue();
        assertThat(json.get("retryAfter").asInt()).isEqualTo(30);
        assertThat(json.get("detail").asString()).isEqualTo("/body");
        assertThat(json.get("correlation").asString()).isEqualTo("c-17");
        assertThat(problem.sentences()).containsOnlyKeys("it", "en");
        assertThat(Json.MAPPER.treeToValue(json, Problem.class)).isEqualTo(problem);
    }
}
