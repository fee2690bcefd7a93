package io.snodo.messages.confidential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObjectJSON;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MultiDecrypter;
import com.nimbusds.jose.crypto.MultiEncrypter;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.util.Base64URL;
import io.snodo.messages.Json;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.confidential.Disclosure.Person;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Who can read what was told in confidence, and where; checked against other people's JWE and the RFCs' vectors. */
class ConfidentialTest {
    private static final UUID MESSAGE = UUID.fromString("019aab3c-8000-7000-8000-000000000001");
    private static final TicketNumber TICKET = TicketNumber.mint("L736", 42);
    private static final Disclosure ANNA =
            Disclosure.of(new Person("Anna Neri", "041 000000", null, null, "NRENNA80A01L736X"));

    private final DecryptionKey venezia = DecryptionKey.generate();
    private final DecryptionKey parma = onP256();
    private final DecryptionKey brescia = DecryptionKey.generate();

    private static DecryptionKey onP256() {
        try {
            KeyPair pair = Curve.P256.generate();
            return new DecryptionKey(pair.getPrivate(), EncryptionKey.of(pair.getPublic()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode sealed(DecryptionKey... readers) {
        List<EncryptionKey> keys =
                List.of(readers).stream().map(DecryptionKey::encryptionKey).toList();
        return Confidential.seal(ANNA, MESSAGE, TICKET, keys);
    }

    @Test
    void opensForEachOfItsReadersAndForNobodyElse() {
        JsonNode jwe = sealed(venezia, parma);

        assertThat(Confidential.open(jwe, MESSAGE, TICKET, venezia)).contains(ANNA);
        assertThat(Confidential.open(jwe, MESSAGE, TICKET, parma)).contains(ANNA);
        assertThat(Confidential.open(jwe, MESSAGE, TICKET, brescia)).isEmpty();
        assertThat(Confidential.open(jwe, Tie.ofCall(MESSAGE, TICKET.value() + "x"), venezia))
                .isEmpty();
        assertThat(Confidential.readers(jwe))
                .containsExactly(
                        venezia.encryptionKey().keyId(), parma.encryptionKey().keyId());
        assertThat(jwe.toString()).doesNotContain("Anna", "041");
    }

    @Test
    void opensInItsOwnMessageAndTicketOnly() {
        JsonNode jwe = sealed(venezia);

        assertThat(Confidential.open(jwe, UUID.randomUUID(), TICKET, venezia)).isEmpty();
        assertThat(Confidential.open(jwe, MESSAGE, TicketNumber.mint("L736", 43), venezia))
                .isEmpty();
        JsonNode moved = sealed(venezia);
        ((ObjectNode) moved)
                .put(
                        "aad",
                        Confidential.seal(ANNA, UUID.randomUUID(), TICKET, List.of())
                                .path("aad")
                                .asString());
        assertThat(Confidential.open(moved, MESSAGE, TICKET, venezia)).isEmpty();
    }

    @Test
    void opensNoMoreOnceAnythingOfItIsChanged() {
        for (String part : List.of("protected", "aad", "iv", "ciphertext", "tag")) {
            ObjectNode jwe = (ObjectNode) sealed(venezia);
            String text = jwe.path(part).asString();
            jwe.put(part, (text.charAt(0) == 'A' ? 'B' : 'A') + text.substring(1));
            assertThat(Confidential.open(jwe, MESSAGE, TICKET, venezia))
                    .as(part)
                    .isEmpty();
        }
        ObjectNode jwe = (ObjectNode) sealed(venezia);
        ObjectNode recipient = (ObjectNode) jwe.path("recipients").get(0);
        recipient.put(
                "encrypted_key",
                sealed(venezia).path("recipients").get(0).path("encrypted_key").asString());
        assertThat(Confidential.open(jwe, MESSAGE, TICKET, venezia))
                .as("a key wrapped for something else")
                .isEmpty();
    }

    @Test
    void isNothingToReadWhereThereIsNoJwe() {
        for (String text : List.of("{}", "[]", "\"a\"", "{\"protected\":\"e30\"}", "{\"protected\":\"!\"}")) {
            assertThat(Confidential.open(Json.MAPPER.readTree(text), MESSAGE, TICKET, venezia))
                    .isEmpty();
        }
    }

    @Test
    void isReadBySomebodyElsesJweAndReadsTheirs() throws Exception {
        DecryptionKey other = onP256();
        ECKey theirs = nimbus(parma);
        JsonNode ours = sealed(parma, other);
        JWEObjectJSON parsed = JWEObjectJSON.parse(ours.toString());
        parsed.decrypt(new MultiDecrypter(theirs));
        assertThat(Json.MAPPER.readValue(parsed.getPayload().toBytes(), Disclosure.class))
                .isEqualTo(ANNA);

        // the library takes what it is given for the encoded text of "aad"
        byte[] aad = Base64URL.encode(MESSAGE + " " + TICKET).toString().getBytes(StandardCharsets.US_ASCII);
        JWEHeader header = new JWEHeader.Builder(EncryptionMethod.A256GCM)
                .type(new JOSEObjectType("staffetta-confidential"))
                .build();
        JWEObjectJSON written = new JWEObjectJSON(header, new Payload(Json.MAPPER.writeValueAsString(ANNA)), null, aad);
        JWKSet readers =
                new JWKSet(List.<JWK>of(theirs.toPublicJWK(), nimbus(other).toPublicJWK()));
        written.encrypt(new MultiEncrypter(readers));
        assertThat(Confidential.open(Json.MAPPER.readTree(written.serializeGeneral()), MESSAGE, TICKET, parma))
                .contains(ANNA);
    }

    private static ECKey nimbus(DecryptionKey key) throws Exception {
        return new ECKey.Builder(com.nimbusds.jose.jwk.Curve.P_256, (ECPublicKey)
                        key.encryptionKey().key())
                .privateKey((ECPrivateKey) key.key())
                .algorithm(JWEAlgorithm.ECDH_ES_A256KW)
                .keyUse(KeyUse.ENCRYPTION)
                .keyIDFromThumbprint()
                .build();
    }

    /** RFC 7748, 6.1, which RFC 8037, A.6 takes its example from. */
    @Test
    void agreesOnX25519AsTheRfcDoes() throws Exception {
        EncryptionKey alice = EncryptionKey.ofJwk(
                Map.of("kty", "OKP", "crv", "X25519", "x", "hSDwCYkwp1R0i33ctD73Wg2_Og0mOBr066SpjqqbTmo"));
        byte[] bob = HexFormat.of()
                .parseHex("302e020100300506032b656e04220420"
                        + "5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb");
        byte[] agreed = Curve.X25519.agree(
                KeyFactory.getInstance("X25519").generatePrivate(new PKCS8EncodedKeySpec(bob)), alice.key());

        assertThat(HexFormat.of().formatHex(agreed))
                .isEqualTo("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742");
    }

    @Test
    void takesNoKeyOfAnotherKindAndNoHalfOfAnotherKey() {
        assertThatThrownBy(() -> EncryptionKey.ofJwk(
                        Map.of("kty", "OKP", "crv", "Ed25519", "x", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DecryptionKey(venezia.key(), brescia.encryptionKey()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(EncryptionKey.ofJwk(parma.encryptionKey().jwk())).isEqualTo(parma.encryptionKey());
    }

    @Test
    void namesNobodyWhereItIsPrinted() {
        assertThat(ANNA.toString() + ANNA.person()).doesNotContain("Anna");
    }
}
