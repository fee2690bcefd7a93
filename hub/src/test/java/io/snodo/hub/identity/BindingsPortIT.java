package io.snodo.hub.identity;

import static io.snodo.hub.TestHub.PARMA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snodo.hub.TestAuthority;
import io.snodo.hub.TestHub;
import io.snodo.hub.doors.rest.Description;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

class BindingsPortIT {
    @TempDir
    static Path folder;

    @TempDir
    static Path elsewhere;

    private static TestHub hub;

    @BeforeAll
    static void start() throws IOException {
        hub = TestHub.start(folder);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void whoHasNoCertificateDoesNotComeIn() {
        assertThatThrownBy(() -> get(hub.bindings().resolve("/rest/x"), null)).isInstanceOf(IOException.class);
    }

    @Test
    void whoseCertificateIsOfAnotherAuthorityDoesNotComeIn() {
        TestAuthority.Identity forged = new TestAuthority(elsewhere).link(PARMA.value());

        assertThatThrownBy(() -> get(hub.bindings().resolve("/rest/x"), forged)).isInstanceOf(IOException.class);
    }

    @Test
    void whoseCertificateNamesNoMemberIsRefused() throws Exception {
        TestAuthority.Identity stranger = hub.authority().link("c_x999");

        HttpResponse<String> answer = get(hub.bindings().resolve("/rest/staffetta/v1/status"), stranger);

        assertThat(answer.statusCode()).isEqualTo(403);
        Description.published("/rest/staffetta/v1", "rest-binding.yaml").check(answer);
        assertThat(answer.body()).contains("certificate_refused");
    }

    @Test
    void theHubsOwnCertificateMakesNobodyTheHub() throws Exception {
        HttpResponse<String> answer =
                get(hub.bindings().resolve("/rest/x"), hub.authority().link("hub"));

        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void nothingButTheBindingsIsFoundOnTheirPort() throws Exception {
        for (String path :
                new String[] {"/api/v1/status", "/console", "/track", "/actuator/health", "/rest/../track"}) {
            HttpResponse<String> answer = get(hub.bindings().resolve(path), hub.link(PARMA));
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.body()).as(path).contains("not_found");
        }
    }

    @Test
    void theBindingsAreFoundOnNoOtherPort() throws Exception {
        for (String path :
                new String[] {"/rest/staffetta/v1/status", "/soap/staffetta/v1", "/x/../rest/staffetta/v1/"}) {
            HttpResponse<String> answer = get(URI.create(hub.url() + path), null);
            assertThat(answer.statusCode()).as(path).isIn(400, 404);
        }
    }

    private static HttpResponse<String> get(URI uri, TestAuthority.@Nullable Identity identity) throws Exception {
        try (HttpClient client =
                HttpClient.newBuilder().sslContext(tls(identity)).build()) {
            return client.send(
                    HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private static SSLContext tls(TestAuthority.@Nullable Identity identity) throws IOException {
        PemSslStoreDetails own = identity == null
                ? null
                : PemSslStoreDetails.forCertificate(Files.readString(identity.certificate()))
                        .withPrivateKey(Files.readString(identity.key()));
        return SslBundle.of(new PemSslStoreBundle(
                        own,
                        PemSslStoreDetails.forCertificate(
                                Files.readString(hub.authority().certificate()))))
                .createSslContext();
    }
}
