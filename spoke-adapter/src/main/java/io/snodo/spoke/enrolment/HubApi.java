package io.snodo.spoke.enrolment;

import io.snodo.messages.Json;
import io.snodo.messages.enrolment.Enrolled;
import io.snodo.messages.enrolment.EnrolmentRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Asks the hub's API for certificates, and finds out of each failure what it means for people. */
final class HubApi implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SKEW = Duration.ofMinutes(2);
    private static final int LARGEST = 1024 * 1024;

    private final URI api;
    private final Clock clock;
    private final HttpClient http;

    /** @param authorities who may vouch for the hub beside those that everybody trusts, DER in base64 */
    HubApi(URI api, List<String> authorities, Clock clock) throws CannotJoin {
        this.api = api;
        this.clock = clock;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .sslContext(trusting(authorities));
        Optional.ofNullable(ProxySelector.getDefault()).ifPresent(builder::proxy);
        this.http = builder.build();
    }

    /** What the hub has said no to, in its own words. */
    record Problem(int status, String code, String it, String en, String advice) {}

    /** The hub's no. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        private final transient Problem problem;

        Refused(Problem problem) {
            super(problem.code());
            this.problem = problem;
        }

        Problem problem() {
            return problem;
        }
    }

    Enrolled ask(String path, String bearer, EnrolmentRequest request) throws CannotJoin, Refused {
        JsonNode answer = answer(request(path, bearer)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.MAPPER.writeValueAsBytes(request)))
                .build());
        try {
            return Json.MAPPER.treeToValue(answer, Enrolled.class);
        } catch (JacksonException e) {
            throw new CannotJoin(e, "hub.other", api, 200);
        }
    }

    /** The fingerprints of those of our certificates that the hub wants replaced now (ST-771). */
    Set<String> toReplace(String bearer) throws CannotJoin, Refused {
        return answer(request("/certificates", bearer).GET().build())
                .path("items")
                .valueStream()
                .filter(each -> each.has("renewalAskedAt"))
                .map(each -> each.path("fingerprint").asString(""))
                .collect(Collectors.toSet());
    }

    private HttpRequest.Builder request(String path, String bearer) {
        return HttpRequest.newBuilder(URI.create(api + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + bearer);
    }

    private JsonNode answer(HttpRequest request) throws CannotJoin, Refused {
        HttpResponse<byte[]> answer = send(request);
        if (answer.statusCode() == 407) {
            throw new CannotJoin("proxy.login");
        }
        try {
            JsonNode json = Json.MAPPER.readTree(answer.body());
            if (answer.statusCode() == 200) {
                return json;
            }
            if (json.path("code").isString()) {
                checkClock(answer);
                throw new Refused(new Problem(
                        answer.statusCode(),
                        json.path("code").asString(""),
                        json.path("sentences").path("it").asString(""),
                        json.path("sentences").path("en").asString(""),
                        json.path("advice").asString("")
                                + (json.has("detail")
                                        ? " (" + json.path("detail").asString("") + ")"
                                        : "")));
            }
        } catch (JacksonException e) {
            // said below
        }
        throw new CannotJoin("hub.other", api, answer.statusCode());
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws CannotJoin {
        try {
            return http.send(
                    request, HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), LARGEST));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotJoin(e, "interrupted");
        } catch (IOException e) {
            throw told(e, api);
        }
    }

    private void checkClock(HttpResponse<byte[]> answer) throws CannotJoin {
        Optional<Instant> theirs = answer.headers().firstValue("Date").flatMap(HubApi::date);
        if (theirs.isPresent()) {
            Duration ahead = Duration.between(theirs.get(), clock.instant());
            if (ahead.abs().compareTo(SKEW) > 0) {
                throw new CannotJoin("clock", ahead.abs().toMinutes(), ahead.isNegative() ? 0 : 1);
            }
        }
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** What {@code failure} at {@code address} means. */
    static CannotJoin told(Throwable failure, URI address) {
        String host = String.valueOf(address.getHost());
        if (has(failure, UnknownHostException.class) || has(failure, UnresolvedAddressException.class)) {
            return new CannotJoin(failure, "net.name", host);
        }
        if (has(failure, CertificateExpiredException.class) || has(failure, CertificateNotYetValidException.class)) {
            return new CannotJoin(failure, "tls.time", host);
        }
        if (has(failure, SSLException.class)) {
            return new CannotJoin(failure, "tls.other", address, String.valueOf(failure.getMessage()));
        }
        if (has(failure, HttpConnectTimeoutException.class) || has(failure, java.net.SocketTimeoutException.class)) {
            return new CannotJoin(failure, "net.blocked", host, port(address));
        }
        if (has(failure, HttpTimeoutException.class)) {
            return new CannotJoin(failure, "net.silent", address);
        }
        if (has(failure, ConnectException.class)) {
            return new CannotJoin(failure, "net.refused", host, port(address));
        }
        return new CannotJoin(failure, "net.broken", address, String.valueOf(failure.getMessage()));
    }

    private static String port(URI address) {
        int said = address.getPort();
        return String.valueOf(said >= 0 ? said : "http".equals(address.getScheme()) ? 80 : 443);
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> kind) {
        for (@Nullable Throwable each = failure; each != null; each = each.getCause()) {
            if (kind.isInstance(each)) {
                return true;
            }
        }
        return false;
    }

    private static SSLContext trusting(List<String> authorities) throws CannotJoin {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            int number = 0;
            for (X509TrustManager usual : usual()) {
                for (var each : usual.getAcceptedIssuers()) {
                    trusted.setCertificateEntry("usual-" + number++, each);
                }
            }
            for (String der : authorities) {
                trusted.setCertificateEntry(
                        "invited-" + number++,
                        CertificateFactory.getInstance("X.509")
                                .generateCertificate(new ByteArrayInputStream(
                                        Base64.getDecoder().decode(der))));
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            throw new CannotJoin(e, "invitation.unreadable");
        }
    }

    private static List<X509TrustManager> usual() throws GeneralSecurityException {
        TrustManagerFactory usual = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        usual.init((KeyStore) null);
        return java.util.Arrays.stream(usual.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map((TrustManager each) -> (X509TrustManager) each)
                .toList();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
