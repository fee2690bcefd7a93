package io.snodo.messages.seal;

import java.util.Map;

/** The published keys of RFC 8037 (appendix A) and RFC 7515 (appendix A.3), made for tests and for nothing else. */
final class Rfc {
    static final SealKey ED25519 = SealKey.ofEd25519(Base64Url.decode("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"));
    static final SealKey P256 = SealKey.ofP256(Base64Url.decode("jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"));

    static final Map<String, String> ED25519_JWK =
            Map.of("kty", "OKP", "crv", "Ed25519", "x", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
    static final Map<String, String> P256_JWK = Map.of(
            "kty", "EC",
            "crv", "P-256",
            "x", "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
            "y", "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0");

    private Rfc() {}
}
