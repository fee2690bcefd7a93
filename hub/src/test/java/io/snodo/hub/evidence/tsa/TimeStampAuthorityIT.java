package io.snodo.hub.evidence.tsa;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import io.snodo.messages.Sha256;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampToken;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The authority as it should be, and every way it can fail us. */
class TimeStampAuthorityIT {
    private static final byte[] DIGEST = Sha256.of("a statement".getBytes(StandardCharsets.UTF_8));
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final StandInAuthority standIn = new StandInAuthority();
    private final WireMockServer faulty =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));

    @BeforeEach
    void start() {
        faulty.start();
    }

    @AfterEach
    void stop() {
        standIn.close();
        faulty.stop();
    }

    @Test
    void stampsADigestAndItsTokenSaysSo() throws Exception {
        TimeStamp stamp = stamp(standIn.url(), standIn.root(), null);

        TimeStampToken token = new TimeStampToken(new org.bouncycastle.cms.CMSSignedData(stamp.token()));
        assertThat(token.getTimeStampInfo().getMessageImprintDigest()).isEqualTo(DIGEST);
        assertThat(stamp.at()).isBetween(Instant.now().minusSeconds(60), Instant.now());
        assertThat(stamp.authority()).isEqualTo(standIn.root().getEncoded());
    }

    @Test
    void givesUpOnOneThatAnswersTooSlowly() {
        answers(aResponse().withFixedDelay(20_000).withStatus(200));

        assertThat(whyNot()).isEqualTo("timeout");
    }

    @Test
    void givesUpOnABodyThatComesByDrips() {
        answers(aResponse().withStatus(200).withBody(new byte[1000]).withChunkedDribbleDelay(1000, 60_000));
        long began = System.nanoTime();

        assertThat(whyNot()).isEqualTo("timeout");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(PATIENCE.multipliedBy(5));
    }

    @Test
    void readsNoBodyPastItsLimit() {
        answers(aResponse().withStatus(200).withBody(new byte[8 * 1024 * 1024]));

        assertThat(whyNot()).isEqualTo("connection");
    }

    @Test
    void believesNoErrorPage() {
        answers(aResponse().withStatus(500).withBody("broken"));

        assertThat(whyNot()).isEqualTo("http_500");
    }

    @Test
    void believesNoGarbage() {
        answers(aResponse().withStatus(200).withBody("<html>Welcome!</html>"));
        assertThat(whyNot()).isEqualTo("malformed");

        answers(aResponse().withStatus(200).withBody(new byte[0]));
        assertThat(whyNot()).isEqualTo("malformed");
    }

    @Test
    void survivesAConnectionThatIsReset() {
        answers(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

        assertThat(whyNot()).isEqualTo("connection");
    }

    @Test
    void survivesNobodyBeingThere() {
        URI nobody = URI.create(faulty.baseUrl());
        faulty.stop();

        assertThatThrownBy(() -> stamp(nobody, standIn.root(), null))
                .isInstanceOfSatisfying(
                        NoTimeStamp.class, e -> assertThat(e.why()).isEqualTo("connection"));
    }

    @Test
    void believesNoTokenOverAnotherDigest() throws IOException {
        answers(aResponse().withStatus(200).withBody(standIn.stamp(request(Sha256.of(new byte[1])))));

        assertThat(whyNot()).isEqualTo("token_mismatch");
    }

    @Test
    void believesNoTokenOfAnEarlierQuestion() throws IOException {
        answers(aResponse().withStatus(200).withBody(standIn.stamp(request(DIGEST)))); // our digest, another nonce

        assertThat(whyNot()).isEqualTo("token_mismatch");
    }

    @Test
    void believesNoTokenUnderAnotherPolicyThanItAskedFor() {
        assertThatThrownBy(() -> stamp(standIn.url(), standIn.root(), "1.2.3.4"))
                .isInstanceOfSatisfying(
                        NoTimeStamp.class, e -> assertThat(e.why()).isEqualTo("token_mismatch"));
    }

    @Test
    void believesNoAuthorityThatItWasNotToldToTrust() {
        try (StandInAuthority other = new StandInAuthority()) {
            assertThatThrownBy(() -> stamp(other.url(), standIn.root(), null))
                    .isInstanceOfSatisfying(
                            NoTimeStamp.class, e -> assertThat(e.why()).isEqualTo("certificate_untrusted"));
        }
    }

    @Test
    void believesNoClockFarFromItsOwn() {
        standIn.clockAhead(Duration.ofHours(1));

        assertThatThrownBy(() -> stamp(standIn.url(), standIn.root(), null))
                .isInstanceOfSatisfying(
                        NoTimeStamp.class, e -> assertThat(e.why()).isEqualTo("clock"));
    }

    @Test
    void believesNoTokenWithAnOctetChanged() throws IOException {
        byte[] good = standIn.stamp(request(DIGEST));
        for (int at = good.length - 1; at > good.length - 40; at -= 7) { // inside the signature
            byte[] bad = Arrays.copyOf(good, good.length);
            bad[at] ^= 1;
            answers(aResponse().withStatus(200).withBody(bad));
            assertThat(whyNot()).as("octet %d", at).isNotEmpty();
        }
    }

    private static TimeStampRequest request(byte[] digest) {
        TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        return generator.generate(TSPAlgorithms.SHA256, digest, BigInteger.TEN);
    }

    private void answers(ResponseDefinitionBuilder answer) {
        faulty.resetAll();
        faulty.stubFor(any(anyUrl()).willReturn(answer));
    }

    private String whyNot() {
        try {
            stamp(URI.create(faulty.baseUrl()), standIn.root(), null);
            throw new AssertionError("believed");
        } catch (NoTimeStamp e) {
            return e.why();
        }
    }

    private static TimeStamp stamp(URI url, X509Certificate trusted, @Nullable String policy) throws NoTimeStamp {
        try (TimeStampAuthority authority =
                new TimeStampAuthority(url, trusted, policy, PATIENCE, Duration.ofMinutes(5), Clock.systemUTC())) {
            return authority.stamp(DIGEST);
        }
    }
}
