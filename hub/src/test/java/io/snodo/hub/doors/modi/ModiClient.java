package io.snodo.hub.doors.modi;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.util.Base64;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.snodo.hub.TestAuthority;
import io.snodo.hub.TestHub;
import io.snodo.messages.Addresses;
import io.snodo.messages.MemberCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemContent;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

/** A member's system that speaks the REST binding, and makes its tokens wrong where a test wants them so. */
public final class ModiClient implements AutoCloseable {
    private final HttpClient http;
    private final URI base;
    private final MemberCode member;
    private final TestAuthority.Identity signature;

    public ModiClient(TestHub hub, MemberCode member) throws IOException {
        this.http = HttpClient.newBuilder()
                .sslContext(tls(hub.authority(), hub.link(member)))
                .build();
        this.base = hub.bindings().resolve("/rest/staffetta/v1/");
        this.member = member;
        this.signature = hub.signature(member);
    }

    /** What is sent, to be spoilt; the tokens are signed when all is as it should be, or should not be. */
    public static final class Sending {
        public TestAuthority.Identity certificate;
        public TestAuthority.Identity key;
        public final Map<String, Object> authorization = new LinkedHashMap<>();
        public final Map<String, Object> integrity = new LinkedHashMap<>();
        public final Map<String, Object> audit = new LinkedHashMap<>();
        public final Map<String, String> signed = new LinkedHashMap<>();
        public final Map<String, String> headers = new LinkedHashMap<>();
        public String body;
        public String path = "messages";
    }

    public HttpResponse<String> post(String jws) throws Exception {
        return post(jws, _ -> {});
    }

    public HttpResponse<String> post(String jws, Consumer<Sending> spoil) throws Exception {
        Sending sending = new Sending();
        sending.certificate = signature;
        sending.key = signature;
        sending.body = jws;
        for (Map<String, Object> claims : List.of(sending.authorization, sending.integrity, sending.audit)) {
            claims.putAll(claims());
        }
        sending.audit.put("userID", "op-1");
        sending.audit.put("userLocation", "desk-3");
        String digest = digest(jws);
        sending.signed.put("digest", digest);
        sending.signed.put("content-type", Addresses.typeOf(jws));
        sending.headers.put("Digest", digest);
        sending.headers.put("Content-Type", Addresses.typeOf(jws));
        spoil.accept(sending);
        if (!sending.signed.isEmpty()) {
            sending.integrity.put(
                    "signed_headers",
                    sending.signed.entrySet().stream()
                            .map(header -> Map.of(header.getKey(), header.getValue()))
                            .toList());
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(sending.path))
                .timeout(Duration.ofSeconds(60))
                .POST(HttpRequest.BodyPublishers.ofString(sending.body));
        token(request, "Authorization", "Bearer ", sending, sending.authorization);
        token(request, "Agid-JWT-Signature", "", sending, sending.integrity);
        token(request, "Agid-JWT-TrackingEvidence", "", sending, sending.audit);
        sending.headers.forEach(request::setHeader);
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static void token(
            HttpRequest.Builder request, String header, String scheme, Sending sending, Map<String, Object> claims)
            throws Exception {
        if (claims.containsKey("jti") || claims.containsKey("iat")) {
            request.setHeader(header, scheme + sign(claims, sending.certificate, sending.key));
        }
    }

    public HttpResponse<String> get(String path) throws Exception {
        return get(path, Map.of());
    }

    public HttpResponse<String> get(String path, Map<String, String> headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + sign(claims(), signature, signature));
        headers.forEach(request::setHeader);
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    public HttpResponse<String> head(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + sign(claims(), signature, signature))
                .HEAD()
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** A part of a content; {@code digest} as the header says it. */
    public HttpResponse<String> append(String path, long offset, boolean last, byte[] part, String digest)
            throws Exception {
        Map<String, Object> integrity = claims();
        integrity.put(
                "signed_headers",
                List.of(Map.of("digest", digest), Map.of("content-type", "application/partial-upload")));
        HttpRequest request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + sign(claims(), signature, signature))
                .header("Agid-JWT-Signature", sign(integrity, signature, signature))
                .header("Digest", digest)
                .header("Content-Type", "application/partial-upload")
                .header("Upload-Offset", String.valueOf(offset))
                .header("Upload-Complete", last ? "?1" : "?0")
                .method("PATCH", HttpRequest.BodyPublishers.ofByteArray(part))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    public HttpResponse<String> without(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(base.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private Map<String, Object> claims() {
        long now = Instant.now().getEpochSecond();
        return new LinkedHashMap<>(Map.of(
                "iss",
                member.value(),
                "sub",
                member.value(),
                "aud",
                "hub",
                "iat",
                now,
                "exp",
                now + 60,
                "jti",
                UUID.randomUUID().toString()));
    }

    static String sign(Map<String, Object> claims, TestAuthority.Identity certificate, TestAuthority.Identity key)
            throws JOSEException, IOException, GeneralSecurityException, java.text.ParseException {
        X509Certificate shown =
                PemContent.load(certificate.certificate()).getCertificates().getFirst();
        PrivateKey signing = PemContent.load(key.key()).getPrivateKey();
        boolean elliptic = signing instanceof ECPrivateKey;
        JWSHeader header = new JWSHeader.Builder(elliptic ? JWSAlgorithm.ES256 : JWSAlgorithm.RS256)
                .type(JOSEObjectType.JWT)
                .x509CertChain(List.of(Base64.encode(shown.getEncoded())))
                .build();
        SignedJWT jwt = new SignedJWT(header, JWTClaimsSet.parse(claims));
        jwt.sign(elliptic ? new ECDSASigner((ECPrivateKey) signing) : new RSASSASigner(signing));
        return jwt.serialize();
    }

    public static String digest(String body) {
        try {
            return "SHA-256="
                    + java.util.Base64.getEncoder()
                            .encodeToString(
                                    MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static SSLContext tls(TestAuthority authority, TestAuthority.Identity identity) {
        try {
            return SslBundle.of(new PemSslStoreBundle(
                            PemSslStoreDetails.forCertificate(Files.readString(identity.certificate()))
                                    .withPrivateKey(Files.readString(identity.key())),
                            PemSslStoreDetails.forCertificate(Files.readString(authority.certificate()))))
                    .createSslContext();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
