package io.snodo.messages.specification;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.Json;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.confidential.Confidential;
import io.snodo.messages.confidential.DecryptionKey;
import io.snodo.messages.confidential.Disclosure;
import io.snodo.messages.confidential.EncryptionKey;
import io.snodo.messages.confidential.Tie;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The specification's examples of what is told in confidence; their private keys are published, here and in RFCs. */
class ConfidentialExamplesTest {

    /** About a ticket, or a call. */
    private record Vector(
            String why,
            UUID message,
            @Nullable TicketNumber ticket,
            @Nullable String call,
            Map<String, String> key,
            boolean opens,
            @Nullable Disclosure says,
            JsonNode jwe) {
        private Tie tie() {
            return ticket == null ? Tie.ofCall(message, Objects.requireNonNull(call)) : Tie.of(message, ticket);
        }
    }

    static List<Path> examples() {
        return Specification.examples("confidential");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void opensOrNotAsItsVectorSays(Path file) throws GeneralSecurityException {
        Vector vector = Json.MAPPER.readValue(Specification.text(file), Vector.class);
        DecryptionKey key = new DecryptionKey(privateKey(vector.key()), EncryptionKey.ofJwk(vector.key()));

        Optional<Disclosure> said = Confidential.open(vector.jwe(), vector.tie(), key);

        assertThat(said.isPresent()).isEqualTo(vector.opens());
        assertThat(said).isEqualTo(Optional.ofNullable(vector.says()));
    }

    private static PrivateKey privateKey(Map<String, String> jwk) throws GeneralSecurityException {
        byte[] secret = Base64.getUrlDecoder().decode(jwk.get("d"));
        if ("X25519".equals(jwk.get("crv"))) {
            return KeyFactory.getInstance("X25519")
                    .generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, secret));
        }
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp256r1"));
        return KeyFactory.getInstance("EC")
                .generatePrivate(
                        new ECPrivateKeySpec(new BigInteger(1, secret), curve.getParameterSpec(ECParameterSpec.class)));
    }
}
