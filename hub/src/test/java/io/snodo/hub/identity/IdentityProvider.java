package io.snodo.hub.identity;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationErrorResponse;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationSuccessResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An OpenID provider of a few people: it asks for a name and for nothing else, and is strict with its client: secret, PKCE,
 * address of return, each code once. Requests and answers are read and written by the Nimbus SDK.
 */
final class IdentityProvider implements AutoCloseable {
    static final String CLIENT = "snodo-hub";
    static final String SECRET = "an-invented-secret-of-a-test-0123456789";

    private final Map<String, Map<String, Object>> people = new ConcurrentHashMap<>();
    private final Map<String, AuthenticationRequest> asked = new ConcurrentHashMap<>();
    private final Map<String, String> whose = new ConcurrentHashMap<>();
    private final RSAKey key;
    private volatile RSAKey signing;
    private final HttpServer server;

    IdentityProvider() throws Exception {
        key = new RSAKeyGenerator(2048).keyID("1").keyUse(KeyUse.SIGNATURE).generate();
        signing = key;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/.well-known/openid-configuration", this::describe);
        server.createContext("/jwks", call -> json(call, 200, new JWKSet(key.toPublicJWK()).toString(true)));
        server.createContext("/authorize", this::ask);
        server.createContext("/login", this::answer);
        server.createContext("/token", this::token);
        server.createContext("/logout", this::logout);
        server.start();
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** {@code claims} beside what every ID token has. */
    void knows(String name, Map<String, Object> claims) {
        people.put(name, claims);
    }

    /** Signs with a key that it does not publish, from now on; or with its own again. */
    void forges(boolean forging) throws Exception {
        signing = forging ? new RSAKeyGenerator(2048).keyID("1").generate() : key;
    }

    private void describe(HttpExchange call) throws IOException {
        String at = issuer();
        json(call, 200, """
                {"issuer": "%1$s", "authorization_endpoint": "%1$s/authorize", "token_endpoint": "%1$s/token",
                 "jwks_uri": "%1$s/jwks", "end_session_endpoint": "%1$s/logout", "response_types_supported": ["code"],
                 "subject_types_supported": ["public"], "id_token_signing_alg_values_supported": ["RS256"],
                 "token_endpoint_auth_methods_supported": ["client_secret_basic"],
                 "code_challenge_methods_supported": ["S256"]}""".formatted(at));
    }

    private void ask(HttpExchange call) throws IOException {
        try {
            AuthenticationRequest request = AuthenticationRequest.parse(call.getRequestURI());
            if (!request.getClientID().getValue().equals(CLIENT)
                    || request.getCodeChallenge() == null
                    || request.getCodeChallengeMethod() != CodeChallengeMethod.S256
                    || request.getNonce() == null) {
                html(call, 400, "<h1>not a request that we answer</h1>");
                return;
            }
            String id = request.getState().getValue();
            asked.put(id, request);
            html(call, 200, """
                    <h1>Accesso del Comune</h1><form action="/login"><label>Chi sei? <input name="who" id="who"></label>
                    <input type="hidden" name="request" value="%s"><button>Entra</button>
                    <button name="no" value="1" id="no">No</button></form>""".formatted(id));
        } catch (com.nimbusds.oauth2.sdk.ParseException e) {
            html(call, 400, "<h1>no request of OpenID Connect</h1>");
        }
    }

    private void answer(HttpExchange call) throws IOException {
        Map<String, String> form = form(call.getRequestURI().getRawQuery());
        AuthenticationRequest request = asked.remove(form.get("request"));
        URI back;
        if (form.containsKey("no")) {
            back = new AuthorizationErrorResponse(
                            request.getRedirectionURI(),
                            OAuth2Error.ACCESS_DENIED,
                            request.getState(),
                            ResponseMode.QUERY)
                    .toURI();
        } else {
            AuthorizationCode code = new AuthorizationCode();
            asked.put(code.getValue(), request);
            whose.put(code.getValue(), form.get("who"));
            back = new AuthenticationSuccessResponse(
                            request.getRedirectionURI(), code, null, null, request.getState(), null, ResponseMode.QUERY)
                    .toURI();
        }
        redirect(call, back);
    }

    private void token(HttpExchange call) throws IOException {
        try {
            HTTPRequest http = new HTTPRequest(HTTPRequest.Method.POST, URI.create(issuer() + "/token"));
            http.setHeader("Content-Type", "application/x-www-form-urlencoded");
            http.setHeader("Authorization", call.getRequestHeaders().getFirst("Authorization"));
            http.setBody(new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            TokenRequest request = TokenRequest.parse(http);
            AuthorizationCodeGrant grant = (AuthorizationCodeGrant) request.getAuthorizationGrant();
            AuthenticationRequest before =
                    asked.remove(grant.getAuthorizationCode().getValue());
            boolean right = before != null
                    && request.getClientAuthentication() instanceof ClientSecretBasic basic
                    && basic.getClientSecret().equals(new Secret(SECRET))
                    && before.getRedirectionURI().equals(grant.getRedirectionURI())
                    && grant.getCodeVerifier() != null
                    && CodeChallenge.compute(CodeChallengeMethod.S256, grant.getCodeVerifier())
                            .equals(before.getCodeChallenge());
            if (!right) {
                json(
                        call,
                        400,
                        new TokenErrorResponse(OAuth2Error.INVALID_GRANT)
                                .toJSONObject()
                                .toString());
                return;
            }
            String who = whose.remove(grant.getAuthorizationCode().getValue());
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("1").build(), claims(who, before));
            token.sign(new RSASSASigner(signing));
            json(
                    call,
                    200,
                    new OIDCTokenResponse(new OIDCTokens(token, new BearerAccessToken(600, null), null))
                            .toJSONObject()
                            .toString());
        } catch (com.nimbusds.oauth2.sdk.ParseException | com.nimbusds.jose.JOSEException e) {
            json(call, 400, "{\"error\": \"invalid_request\"}");
        }
    }

    private JWTClaimsSet claims(String who, AuthenticationRequest before) {
        Instant now = Instant.now();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience(List.of(CLIENT))
                .subject("s-" + who)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .claim("nonce", before.getNonce().getValue())
                .claim("preferred_username", who);
        people.getOrDefault(who, Map.of()).forEach(claims::claim);
        return claims.build();
    }

    private void logout(HttpExchange call) throws IOException {
        Map<String, String> query = form(call.getRequestURI().getRawQuery());
        if (query.containsKey("id_token_hint")) {
            redirect(call, URI.create(query.get("post_logout_redirect_uri")));
        } else {
            html(call, 400, "<h1>whose?</h1>");
        }
    }

    private static Map<String, String> form(String text) {
        Map<String, String> form = new ConcurrentHashMap<>();
        for (String pair : text.split("&")) {
            String[] parts = pair.split("=", 2);
            form.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return form;
    }

    private static void redirect(HttpExchange call, URI to) throws IOException {
        call.getResponseHeaders().set("Location", to.toString());
        call.sendResponseHeaders(302, -1);
        call.close();
    }

    private static void html(HttpExchange call, int status, String body) throws IOException {
        write(call, status, "text/html; charset=utf-8", "<!DOCTYPE html><html lang=it><title>Accesso</title>" + body);
    }

    private static void json(HttpExchange call, int status, String body) {
        try {
            write(call, status, "application/json", body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(HttpExchange call, int status, String type, String body) throws IOException {
        byte[] octets = body.getBytes(StandardCharsets.UTF_8);
        call.getResponseHeaders().set("Content-Type", type);
        call.sendResponseHeaders(status, octets.length);
        call.getResponseBody().write(octets);
        call.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
