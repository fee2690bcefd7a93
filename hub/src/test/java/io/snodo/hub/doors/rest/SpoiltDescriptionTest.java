package io.snodo.hub.doors.rest;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Every rule that the descriptions are held to is broken here once, and notices. */
class SpoiltDescriptionTest {
    private static final Description WHOLE = Description.published();
    private static final String REMOVED = "";
    private static final String MEMBERS = "/paths/~1members/get";
    private static final String STATUS =
            "{description: It., content: {application/json: {schema: {$ref: '#/components/schemas/Status'}}}}";

    private static Stream<Arguments> guidelines() {
        String messages = "/paths/~1messages/post";
        String body = "{required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Word'}}}}";
        return Stream.of(
                        rule(
                                GuidelinesContract::introducesItself,
                                "/openapi 2.0",
                                "/info/x-summary",
                                "/info/x-api-id",
                                "/info/termsOfService",
                                "/info/contact",
                                "/info/version first",
                                "/servers",
                                "/servers/0/description",
                                "/servers/0/url http://hub.example.org"),
                        rule(
                                GuidelinesContract::saysWhereItsHealthIsAsked,
                                "/paths/~1status",
                                "/paths/~1status/get/responses/200/content {text/plain: {}}",
                                "/paths/~1status/get/responses/503 " + STATUS,
                                "/components/schemas/Problem/properties/detail"),
                        rule(
                                GuidelinesContract::describesEachOperation,
                                "/paths/~1Members {get: {operationId: a, summary: b, description: c, tags: [members]}}",
                                MEMBERS + "/operationId",
                                MEMBERS + "/operationId getMembers",
                                MEMBERS + "/operationId showStatus",
                                MEMBERS + "/summary",
                                MEMBERS + "/description",
                                MEMBERS + "/tags []",
                                MEMBERS + "/tags [others]"),
                        rule(
                                GuidelinesContract::sendsABodyWhereThatMeansSomething,
                                MEMBERS + "/requestBody " + body,
                                "/paths/~1members/delete {requestBody: " + body + "}",
                                "/paths/~1members/patch {requestBody: " + body + "}",
                                "/paths/~1members/patch {requestBody: {content: {application/json-patch+json: {}}}}"),
                        rule(
                                GuidelinesContract::givesExamplesThatAreTrue,
                                "/components/schemas/Status/example/status sideways",
                                "/components/parameters/code/example Parma",
                                "/components/headers/cache_control/example 1",
                                messages + "/requestBody/content/application~1staffetta+jws/example short",
                                "/components/schemas/ticket_word {type: boolean}"))
                .flatMap(cases -> cases);
    }

    private static Stream<Arguments> answers() {
        String list = "{description: It., content: {application/json: {schema: {type: array}}}}";
        return Stream.of(
                        rule(
                                AnswersContract::answersEveryFailureWithAProblemDocument,
                                MEMBERS + "/responses/500 " + STATUS,
                                MEMBERS + "/responses/default " + STATUS,
                                "/components/schemas/Problem/properties/title"),
                        rule(
                                AnswersContract::answersEverySuccessWithAnObjectThatCanGrow,
                                MEMBERS + "/responses/204 " + STATUS,
                                MEMBERS + "/responses/202 {description: It.}",
                                MEMBERS + "/responses/200 " + list,
                                MEMBERS + "/responses/200/content/application~1json/schema"),
                        rule(
                                AnswersContract::saysHowOftenOneMayCallAndWhenToComeAgain,
                                "/paths/~1status/get/responses/200/headers/X-RateLimit-Limit",
                                "/components/responses/unauthorised/headers/X-RateLimit-Reset",
                                "/components/responses/too_many_requests/headers/X-RateLimit-Remaining",
                                "/components/responses/too_many_requests/headers/RateLimit-Limit {}",
                                "/components/responses/too_many_requests/headers/Retry-After",
                                "/components/responses/busy/headers/Retry-After",
                                MEMBERS + "/responses/429"),
                        rule(
                                AnswersContract::saysWhatMayBeCached,
                                "/components/headers/cache_control/description Nothing.",
                                MEMBERS + "/responses/200/headers/Expires {}",
                                MEMBERS + "/responses/200/headers/Cache-Control"),
                        rule(
                                AnswersContract::hasNoHeadersOfItsOwnMaking,
                                "/components/parameters/limit {name: Accept, in: header}",
                                "/components/parameters/limit {name: X-Limit, in: header}",
                                "/components/parameters/limit {name: Cache-Control, in: header}",
                                MEMBERS + "/responses/200/headers/X-Count {}",
                                MEMBERS + "/responses/200/headers/Content-Type {}"))
                .flatMap(cases -> cases);
    }

    private static Stream<Arguments> security() {
        String schemes = "/components/securitySchemes/own_token";
        String flow = "{type: oauth2, description: RFC8725, flows: {%s: {tokenUrl: '%s'}}}";
        String version = "/components/schemas/Registry/properties/version";
        return Stream.of(
                        rule(
                                SecurityContract::boundsEverythingThatItNames,
                                version + "/format",
                                version + "/format int16",
                                version + "/minimum",
                                version + "/maximum",
                                version + " {type: number, minimum: 1, maximum: 2}",
                                "/components/schemas/Members/properties/items/minItems",
                                "/components/schemas/Members/properties/items/maxItems",
                                "/components/schemas/Word/maxLength",
                                "/components/schemas/Word/pattern",
                                "/components/schemas/Members/additionalProperties",
                                "/components/schemas/Members/additionalProperties true",
                                "/components/schemas/Evidence/maxProperties"),
                        rule(
                                SecurityContract::saysOfEachSchemaOnlyWhatASchemaCanSay,
                                "/components/schemas/Word {type: string, description: Half, and half., enum: [a]}",
                                "/components/schemas/Word {type: string, maxlength: 40}"),
                        rule(
                                SecurityContract::asksWhoCalls,
                                "/components/securitySchemes {}",
                                schemes + " {type: apiKey, in: query, name: key}",
                                schemes + " {type: apiKey, in: cookie, name: key}",
                                schemes + " {type: http, scheme: Basic}",
                                schemes + "/description A token.",
                                schemes + " " + flow.formatted("implicit", "https://a.example"),
                                schemes + " " + flow.formatted("clientCredentials", "http://a.example")),
                        rule(
                                SecurityContract::letsNobodyUnknownChangeAnything,
                                "/security",
                                "/security [{}]",
                                "/paths/~1status/get/security []",
                                "/paths/~1messages/post/security [{}]"),
                        rule(
                                SecurityContract::passesNoSecretsInAddresses,
                                "/components/parameters/limit/name userPassword"))
                .flatMap(cases -> cases);
    }

    private static Stream<Arguments> rule(Consumer<DescriptionContract> rule, String... spoilt) {
        return Stream.of(spoilt).map(how -> arguments(how, rule));
    }

    @ParameterizedTest
    @MethodSource({"guidelines", "answers", "security"})
    void aBrokenRuleIsNoticed(String how, Consumer<DescriptionContract> rule) {
        DescriptionContract whole = new DescriptionContract(WHOLE, List.of()) {};
        DescriptionContract spoilt = new DescriptionContract(spoilt(how), List.of()) {};

        assertThatCode(() -> rule.accept(whole)).doesNotThrowAnyException();
        assertThatThrownBy(() -> rule.accept(spoilt)).isInstanceOf(AssertionError.class);
    }

    /** {@code how} is a pointer and what to put there, as YAML; nothing, to take away what is there. */
    private static Description spoilt(String how) {
        String[] parts = how.split(" ", 2);
        String value = parts.length == 1 ? REMOVED : parts[1];
        JsonPointer at = JsonPointer.compile(parts[0]);
        JsonNode root = WHOLE.root().deepCopy();
        ObjectNode parent = (ObjectNode) root.at(at.head());
        String name = at.last().getMatchingProperty();
        if (value.equals(REMOVED)) {
            if (parent.remove(name) == null) {
                throw new IllegalArgumentException("nothing there: " + how);
            }
        } else {
            parent.set(name, new YAMLMapper().readTree(value));
        }
        return new Description(WHOLE.base(), WHOLE.text(), root);
    }
}
