package io.snodo.hub.evidence.tsa;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.jspecify.annotations.Nullable;

/** A time-stamping authority over HTTP (RFC 3161, 3.4): bounded in time and size, whatever it answers. */
public final class TimeStampAuthority implements AutoCloseable {
    private static final int LARGEST_ANSWER = 64 * 1024;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final URI address;
    private final X509Certificate trusted;
    private final @Nullable String policy;
    private final Duration timeout;
    private final Duration skew;
    private final Clock clock;
    private final HttpClient http;

    public TimeStampAuthority(
            URI address,
            X509Certificate trusted,
            @Nullable String policy,
            Duration timeout,
            Duration skew,
            Clock clock) {
        this.address = address;
        this.trusted = trusted;
        this.policy = policy;
        this.timeout = timeout;
        this.skew = skew;
        this.clock = clock;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
    }

    public static X509Certificate trusted(Path pem) {
        try (InputStream in = Files.newInputStream(pem)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        } catch (IOException | CertificateException e) {
            throw new IllegalArgumentException("snodo.anchor.certificate is no certificate in PEM: " + pem, e);
        }
    }

    /** A time-stamp over {@code sha256}, checked. */
    public TimeStamp stamp(byte[] sha256) throws NoTimeStamp {
        TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        if (policy != null) {
            generator.setReqPolicy(new ASN1ObjectIdentifier(policy));
        }
        TimeStampRequest request =
                generator.generate(TSPAlgorithms.SHA256, sha256, new BigInteger(128, RANDOM).setBit(0));
        return new TimeStampCheck(trusted, skew, clock).check(request, ask(request));
    }

    private byte[] ask(TimeStampRequest asked) throws NoTimeStamp {
        CompletableFuture<HttpResponse<byte[]>> answer = null;
        try {
            HttpRequest request = HttpRequest.newBuilder(address)
                    .timeout(timeout)
                    .header("Content-Type", "application/timestamp-query")
                    .header("Accept", "application/timestamp-reply")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(asked.getEncoded()))
                    .build();
            answer = http.sendAsync(
                    request,
                    HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), LARGEST_ANSWER));
            // the request's own time-out ends with the headers; a body may take for ever
            HttpResponse<byte[]> response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() != 200) {
                throw new NoTimeStamp("http_" + response.statusCode());
            }
            return response.body();
        } catch (TimeoutException e) {
            throw new NoTimeStamp("timeout", e);
        } catch (ExecutionException e) {
            throw new NoTimeStamp(
                    e.getCause() instanceof java.net.http.HttpTimeoutException ? "timeout" : "connection", e);
        } catch (IOException e) {
            throw new NoTimeStamp("request", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoTimeStamp("interrupted", e);
        } finally {
            if (answer != null) {
                answer.cancel(true);
            }
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
