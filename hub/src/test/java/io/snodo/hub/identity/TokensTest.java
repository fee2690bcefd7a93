package io.snodo.hub.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.hub.members.Members;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Registry;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.Sealed;
import io.snodo.messages.seal.Validity;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {
    private static final MemberCode VENEZIA = new MemberCode("c_l736");
    private static final MemberCode PARMA = new MemberCode("c_g337");
    private static final Instant NOW = Instant.parse("2027-01-10T10:00:00Z");
    private static final SealKey HUB_KEY = SealKey.generate();
    private static final SealKey VENEZIA_KEY = SealKey.generate();
    private static final SealKey PARMA_KEY = SealKey.generate();
    private static final Caller INVALID = new Caller.Refused(Refusal.of(RefusalCode.TOKEN_INVALID));

    private final Set<String> seen = new HashSet<>();
    private final Tokens tokens = new Tokens(
            new Members(
                    new Registry(
                            1, List.of(member(VENEZIA, VENEZIA_KEY), member(PARMA, PARMA_KEY)), List.of(), List.of()),
                    HUB_KEY.verifyKey()),
            (issuer, jti, _) -> seen.add(issuer + " " + jti),
            Clock.fixed(NOW, ZoneOffset.UTC));

    private Caller caller(@Nullable String header) {
        return tokens.caller(header, _ -> false);
    }

    private static Registry.Member member(MemberCode code, SealKey key) {
        return new Registry.Member(
                code,
                code.value(),
                code.value().substring(2).toUpperCase(),
                "000000",
                List.of(),
                List.of(key.verifyKey().jwk()),
                null);
    }

    @Test
    void aKeyThatCountsNoLongerOpensNothing() {
        SealKey expired = SealKey.generate();
        Registry.Member member = new Registry.Member(
                VENEZIA,
                "Comune di Venezia",
                "L736",
                "027042",
                List.of(),
                List.of(new Validity(null, NOW.minusSeconds(1))
                        .on(expired.verifyKey().jwk())),
                null);
        Tokens asked = new Tokens(
                new Members(new Registry(1, List.of(member), List.of(), List.of()), HUB_KEY.verifyKey()),
                (_, _, _) -> true,
                Clock.fixed(NOW, ZoneOffset.UTC));

        assertThat(asked.caller("Bearer " + token(expired, Map.of()), _ -> false))
                .isEqualTo(INVALID);
    }

    @Test
    void aTokenSignedByTheMembersKeyOpensOnce() {
        String token = token(VENEZIA_KEY, Map.of());
        assertThat(caller("Bearer " + token))
                .isEqualTo(new Caller.Known(VENEZIA, VENEZIA_KEY.verifyKey().keyId()));
        assertThat(caller("bearer " + token)).isEqualTo(new Caller.Refused(Refusal.of(RefusalCode.TOKEN_REPLAYED)));
    }

    @Test
    void whoHasToWaitMayShowItsTokenLater() {
        String token = "Bearer " + token(VENEZIA_KEY, Map.of());
        assertThat(tokens.caller(token, VENEZIA::equals)).isEqualTo(new Caller.TooOften(VENEZIA));
        assertThat(seen).isEmpty();
        assertThat(caller(token))
                .isEqualTo(new Caller.Known(VENEZIA, VENEZIA_KEY.verifyKey().keyId()));
    }

    @Test
    void twoMembersMayUseTheSameId() {
        assertThat(caller("Bearer " + token(VENEZIA_KEY, Map.of()))).isInstanceOf(Caller.Known.class);
        assertThat(caller("Bearer " + token(PARMA_KEY, Map.of("iss", "c_g337"))))
                .isEqualTo(new Caller.Known(PARMA, PARMA_KEY.verifyKey().keyId()));
    }

    @Test
    void withoutOneItIsMissing() {
        assertThat(caller(null)).isEqualTo(new Caller.Refused(Refusal.of(RefusalCode.TOKEN_MISSING)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Bearer", "Bearer ", "Bearer a.b.c", "Basic dXNlcjpwYXNz", "Bearer ....", "Bearer e30.e30."})
    void whatIsNoTokenIsInvalid(String header) {
        assertThat(caller(header)).isEqualTo(INVALID);
    }

    @ParameterizedTest
    @CsvSource({
        "iat, -299, true",
        "iat, -301, false",
        "iat, 5, true",
        "iat, 6, false",
        "exp, 1, true",
        "exp, 0, false",
        "exp, -1, false",
        "exp, 300, true",
        "exp, 301, false",
    })
    void timesAreHeldToTheSecond(String claim, long offset, boolean good) {
        Map<String, Object> claims = new HashMap<>(Map.of(claim, NOW.getEpochSecond() + offset));
        if (claim.equals("iat")) {
            claims.put("exp", NOW.getEpochSecond() + Math.min(offset + 300, 60));
        }
        assertThat(caller("Bearer " + token(VENEZIA_KEY, claims)) instanceof Caller.Known)
                .isEqualTo(good);
    }

    @ParameterizedTest
    @CsvSource({"aud, someone", "iss, c_g337", "iss, hub", "iss, ''", "jti, ''"})
    void whatIsMeantForOthersOrByOthersIsInvalid(String claim, String value) {
        assertThat(caller("Bearer " + token(VENEZIA_KEY, Map.of(claim, value)))).isEqualTo(INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss", "aud", "iat", "exp", "jti"})
    void everyClaimIsNeeded(String claim) {
        assertThat(caller("Bearer " + token(VENEZIA_KEY, Collections.singletonMap(claim, null))))
                .isEqualTo(INVALID);
    }

    @Test
    void aTokenOfAnUnknownKeyOrOfTheHubItselfIsInvalid() {
        assertThat(caller("Bearer " + token(SealKey.generate(), Map.of()))).isEqualTo(INVALID);
        assertThat(caller("Bearer " + token(HUB_KEY, Map.of("iss", "hub")))).isEqualTo(INVALID);
    }

    @Test
    void aSealedMessageIsNoToken() {
        String sealed = Sealed.sign(Json.MAPPER.writeValueAsBytes(claims(Map.of())), "staffetta", VENEZIA_KEY);
        assertThat(caller("Bearer " + sealed)).isEqualTo(INVALID);
    }

    @Test
    void aChangedTokenIsInvalid() {
        String[] parts = token(VENEZIA_KEY, Map.of()).split("\\.");
        String[] others = token(VENEZIA_KEY, Map.of("jti", "another")).split("\\.");
        assertThat(caller("Bearer " + parts[0] + "." + others[1] + "." + parts[2]))
                .isEqualTo(INVALID);
    }

    private static String token(SealKey key, Map<String, Object> changes) {
        return Sealed.sign(Json.MAPPER.writeValueAsBytes(claims(changes)), "JWT", key);
    }

    private static Map<String, Object> claims(Map<String, Object> changes) {
        Map<String, Object> claims = new HashMap<>(Map.of(
                "iss",
                "c_l736",
                "aud",
                "hub",
                "iat",
                NOW.getEpochSecond(),
                "exp",
                NOW.getEpochSecond() + 60,
                "jti",
                "once"));
        claims.putAll(changes);
        return claims;
    }
}
