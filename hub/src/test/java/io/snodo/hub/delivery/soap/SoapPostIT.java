package io.snodo.hub.delivery.soap;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.snodo.envelopes.Envelope;
import io.snodo.envelopes.Signed;
import io.snodo.envelopes.Verifier;
import io.snodo.hub.TestAuthority;
import io.snodo.hub.delivery.Outcome;
import io.snodo.hub.delivery.Parcel;
import io.snodo.hub.delivery.Post.Result;
import io.snodo.hub.doors.soap.SoapMember;
import io.snodo.hub.identity.NetworkAuthority;
import io.snodo.messages.MemberCode;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A member's endpoint and its faults. Over plain HTTP: TLS is looked at with the whole hub. */
class SoapPostIT {
    private static final MemberCode PARMA = new MemberCode("c_g337");
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final UUID CORRELATION = UUID.fromString("2f1c9a52-8a0e-4a4c-9a50-1e4b3f7d2c11");

    @TempDir
    static Path folder;

    private final WireMockServer endpoint = new WireMockServer(options().dynamicPort());
    private TestAuthority authority;
    private SoapPost post;

    @BeforeEach
    void start() {
        endpoint.start();
        authority = new TestAuthority(folder);
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        post = new SoapPost(client, SoapMember.signer(authority.signature("c_b157"), Clock.systemUTC()), PATIENCE);
    }

    @AfterEach
    void stop() {
        post.close();
        endpoint.stop();
    }

    @Test
    void isPutWhenItsOwnOperationIsAnswered() {
        answers(200, acknowledged(CORRELATION.toString(), "tellResponse"));

        assertThat(put()).isEqualTo(new Result.Put());

        byte[] call =
                endpoint.findAll(postRequestedFor(urlEqualTo("/in"))).getFirst().getBody();
        Envelope envelope = ((Envelope.Reading.Understood) Envelope.of(SoapMember.parsed(call))).envelope();
        NetworkAuthority trusted = new NetworkAuthority(
                SoapMember.credential(new TestAuthority.Identity(
                                authority.certificate(),
                                authority.signature("x1").key()))
                        .chain(),
                Clock.systemUTC());
        assertThat(new Verifier(trusted::memberOf, Clock.systemUTC())
                        .verify(envelope, Optional.of(to().toString()), Set.of()))
                .isInstanceOf(Signed.By.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 202, 301, 401, 403, 404, 429, 503})
    void anotherStatusIsNoAnswer(int status) {
        answers(status, acknowledged(CORRELATION.toString(), "tellResponse"));

        assertThat(put()).isEqualTo(new Result.Wait("endpoint_answers_" + status));
    }

    /** So that the next try brings less. */
    @Test
    void whoTakesLessSaysSoOfThisParcel() {
        answers(413, "");

        assertThat(put()).isEqualTo(new Result.AtFault("endpoint_takes_less"));
    }

    @Test
    void anAnswerToSomethingElseIsNone() {
        for (String answer : new String[] {
            acknowledged(UUID.randomUUID().toString(), "tellResponse"),
            acknowledged(CORRELATION.toString(), "deliverResponse"),
            "<html>Welcome!</html>",
            "",
            "<!DOCTYPE e>" + acknowledged(CORRELATION.toString(), "tellResponse"),
            acknowledged(CORRELATION.toString(), "tellResponse").replace("</e:Body>", " ".repeat(70_000) + "</e:Body>")
        }) {
            answers(200, answer);
            assertThat(put()).isEqualTo(new Result.Wait("endpoint_acknowledges_wrongly"));
        }
    }

    @Test
    void onlyAFaultOfTheCatalogueThatIsNotRetryableIsTheParcelsOwn() {
        answers(500, fault("<s:problem><s:retryable>false</s:retryable></s:problem>"));
        assertThat(put()).isEqualTo(new Result.AtFault("endpoint_refuses"));
        answers(500, fault("<s:problem><s:retryable>true</s:retryable></s:problem>"));
        assertThat(put()).isEqualTo(new Result.Wait("endpoint_answers_500"));
        answers(500, fault(""));
        assertThat(put()).isEqualTo(new Result.Wait("endpoint_answers_500"));
        answers(500, "broken");
        assertThat(put()).isEqualTo(new Result.Wait("endpoint_answers_500"));
    }

    @Test
    void whoIsSlowOrBreaksOffIsWaitedForAndNotForLong() {
        answers(aResponse().withStatus(200).withFixedDelay(10_000));
        assertThat(put()).isEqualTo(new Result.Wait("endpoint_slow"));
        answers(aResponse()
                .withStatus(200)
                .withBody(acknowledged(CORRELATION.toString(), "tellResponse"))
                .withChunkedDribbleDelay(20, 20_000));
        assertThat(put()).isEqualTo(new Result.Wait("endpoint_slow"));
        answers(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        assertThat(put()).isEqualTo(new Result.Wait("endpoint_away"));
    }

    private Result put() {
        return post.put(PARMA, to(), new Parcel.Answer(CORRELATION, new Outcome(null, null, null)));
    }

    private URI to() {
        return URI.create(endpoint.baseUrl() + "/in");
    }

    private void answers(int status, String body) {
        answers(aResponse().withStatus(status).withBody(body));
    }

    private void answers(ResponseDefinitionBuilder answer) {
        endpoint.stubFor(post(urlEqualTo("/in")).willReturn(answer));
    }

    private static String acknowledged(String correlation, String operation) {
        return SoapMember.envelope(
                "x", "y", "<s:X-Correlation-ID>" + correlation + "</s:X-Correlation-ID>", "<s:" + operation + "/>");
    }

    private static String fault(String detail) {
        return SoapMember.envelope(
                "x",
                "y",
                "",
                "<e:Fault><faultcode>e:Client</faultcode><faultstring>no</faultstring><detail>" + detail
                        + "</detail></e:Fault>");
    }
}
