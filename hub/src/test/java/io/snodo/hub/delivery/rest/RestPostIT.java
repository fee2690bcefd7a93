package io.snodo.hub.delivery.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.nimbusds.jwt.SignedJWT;
import io.snodo.hub.TestAuthority;
import io.snodo.hub.delivery.Outcome;
import io.snodo.hub.delivery.Parcel;
import io.snodo.hub.delivery.Post.Result;
import io.snodo.hub.modi.Integrity;
import io.snodo.hub.modi.TestTokens;
import io.snodo.messages.MemberCode;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A member's endpoint and its faults. Over plain HTTP: TLS is looked at with the whole hub. */
class RestPostIT {
    private static final MemberCode PARMA = new MemberCode("c_g337");
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final UUID CORRELATION = UUID.fromString("2f1c9a52-8a0e-4a4c-9a50-1e4b3f7d2c11");

    @TempDir
    static Path folder;

    private final WireMockServer endpoint = new WireMockServer(options().dynamicPort());
    private RestPost post;

    @BeforeEach
    void start() {
        endpoint.start();
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        post = new RestPost(client, TestTokens.ofHub(new TestAuthority(folder)), PATIENCE);
    }

    @AfterEach
    void stop() {
        post.close();
        endpoint.stop();
    }

    @Test
    void isPutWhenItsOwnCorrelationIdIsAcknowledged() throws Exception {
        answers(acknowledged(CORRELATION));

        assertThat(put()).isEqualTo(new Result.Put());

        LoggedRequest call =
                endpoint.findAll(postRequestedFor(urlEqualTo("/in"))).getFirst();
        assertThat(call.getHeader("X-Correlation-ID")).isEqualTo(CORRELATION.toString());
        assertThat(call.getHeader("Digest")).isEqualTo(Integrity.digest(call.getBody()));
        SignedJWT who = SignedJWT.parse(call.getHeader("Authorization").substring("Bearer ".length()));
        SignedJWT what = SignedJWT.parse(call.getHeader("Agid-JWT-Signature"));
        assertThat(who.getJWTClaimsSet().getAudience()).containsExactly("c_g337");
        assertThat(who.getHeader().getX509CertChain()).isNotEmpty();
        assertThat(what.getJWTClaimsSet().getListClaim("signed_headers").toString())
                .contains(call.getHeader("Digest"))
                .contains("application/json");
    }

    @ParameterizedTest
    @CsvSource({"400", "409", "413", "422"})
    void whatIsRefusedByItselfIsAtFault(int status) {
        answers(aResponse().withStatus(status));

        assertThat(put()).isEqualTo(new Result.AtFault("endpoint_refuses_" + status));
    }

    @ParameterizedTest
    @CsvSource({"201", "202", "401", "403", "404", "429", "500", "503"})
    void whatMayBeTheEndpointsOwnFaultIsWaitedFor(int status) {
        answers(aResponse().withStatus(status).withBody("{\"correlation\":\"" + CORRELATION + "\"}"));

        assertThat(put()).isEqualTo(new Result.Wait("endpoint_answers_" + status));
    }

    @Test
    void nobodyIsLedElsewhere() {
        endpoint.stubFor(post(urlEqualTo("/elsewhere")).willReturn(acknowledged(CORRELATION)));
        endpoint.stubFor(post(urlEqualTo("/in"))
                .willReturn(aResponse().withStatus(307).withHeader("Location", endpoint.baseUrl() + "/elsewhere")));

        assertThat(put()).isEqualTo(new Result.Wait("endpoint_answers_307"));
        assertThat(endpoint.findAll(postRequestedFor(urlEqualTo("/elsewhere")))).isEmpty();
    }

    @Test
    void anAcknowledgementOfSomethingElseIsNone() {
        answers(acknowledged(UUID.randomUUID()));
        assertThat(put()).isEqualTo(new Result.Wait("endpoint_acknowledges_wrongly"));
        answers(aResponse().withStatus(200).withBody("<html>Welcome!</html>"));
        assertThat(put()).isEqualTo(new Result.Wait("endpoint_acknowledges_wrongly"));
        answers(aResponse().withStatus(200));
        assertThat(put()).isEqualTo(new Result.Wait("endpoint_acknowledges_wrongly"));
    }

    @Test
    void noAnswerIsReadPastItsLimit() {
        answers(aResponse().withStatus(200).withBody(new byte[8 * 1024 * 1024]));

        assertThat(put()).isEqualTo(new Result.Wait("endpoint_acknowledges_wrongly"));
    }

    @Test
    void anEndpointThatIsSlowIsGivenUpInTime() {
        answers(acknowledged(CORRELATION).withFixedDelay(20_000));
        assertThat(within(PATIENCE.multipliedBy(4)))
                .isIn(new Result.Wait("endpoint_slow"), new Result.Wait("endpoint_away"));
    }

    @Test
    void anAnswerThatDripsIsGivenUpInTime() {
        answers(acknowledged(CORRELATION).withChunkedDribbleDelay(50, 60_000));
        assertThat(within(PATIENCE.multipliedBy(4))).isEqualTo(new Result.Wait("endpoint_slow"));
    }

    @ParameterizedTest
    @CsvSource({"CONNECTION_RESET_BY_PEER", "EMPTY_RESPONSE", "MALFORMED_RESPONSE_CHUNK", "RANDOM_DATA_THEN_CLOSE"})
    void aConnectionThatBreaksIsWaitedFor(Fault fault) {
        answers(aResponse().withFault(fault));

        assertThat(put()).isEqualTo(new Result.Wait("endpoint_away"));
    }

    @Test
    void anEndpointThatIsNotThereIsWaitedFor() {
        endpoint.stop();

        assertThat(put()).isEqualTo(new Result.Wait("endpoint_away"));
    }

    private Result within(Duration most) {
        long began = System.nanoTime();
        Result result = put();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(most);
        return result;
    }

    private Result put() {
        URI to = URI.create(endpoint.isRunning() ? endpoint.baseUrl() + "/in" : "http://127.0.0.1:1/in");
        return post.put(PARMA, to, new Parcel.Answer(CORRELATION, new Outcome(null, null, null)));
    }

    private static ResponseDefinitionBuilder acknowledged(UUID correlation) {
        return aResponse().withStatus(200).withBody("{\"correlation\":\"" + correlation + "\"}");
    }

    private void answers(ResponseDefinitionBuilder answer) {
        endpoint.stubFor(post(anyUrl()).willReturn(answer));
    }
}
