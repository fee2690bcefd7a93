package io.snodo.hub.identity;

import io.snodo.hub.members.Members;
import io.snodo.hub.tenancy.DatabaseAway;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.messages.seal.KeyRing;
import io.snodo.messages.seal.Sealed;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/**
 * Reads bearer tokens (RFC 6750): a JWS of type JWT, signed with the seal key of the member that calls. A refusal says
 * nothing about which check failed, because whoever forges tokens would like to know.
 */
@Component
public class Tokens {
    private static final String SCHEME = "Bearer ";
    private static final int MAX_LENGTH = 4096;
    private static final Caller INVALID = new Caller.Refused(Refusal.of(RefusalCode.TOKEN_INVALID));

    private final Members members;
    private final SeenTokens seen;
    private final Clock clock;

    Tokens(Members members, SeenTokens seen, Clock clock) {
        this.members = members;
        this.seen = seen;
        this.clock = clock;
    }

    /**
     * {@code authorization} is the header as it came. A token is good for one call; of those who have to wait it is not
     * remembered, for that costs a row.
     */
    public Caller caller(@Nullable String authorization, Predicate<MemberCode> hasToWait) {
        if (authorization == null) {
            return new Caller.Refused(Refusal.of(RefusalCode.TOKEN_MISSING));
        }
        Optional<Sealed> token = bearer(authorization);
        Optional<KeyRing.Held> owner = token.map(Sealed::keyId)
                .flatMap(members::ownerOf)
                .filter(held -> held.validity().covers(clock.instant()));
        if (token.isEmpty() || owner.isEmpty() || owner.get().member().equals(MemberCode.HUB)) {
            return INVALID;
        }
        MemberCode member = owner.get().member();
        return token.get()
                .verify(owner.get().key())
                .flatMap(Tokens::claims)
                .filter(claims -> claims.areFor(member.value(), clock.instant()))
                .map(claims -> hasToWait.test(member) ? new Caller.TooOften(member) : once(owner.get(), claims))
                .orElse(INVALID);
    }

    static Optional<Sealed> bearer(String authorization) {
        return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length()) && authorization.length() <= MAX_LENGTH
                ? Sealed.read(authorization.substring(SCHEME.length()).strip(), "JWT")
                : Optional.empty();
    }

    private Caller once(KeyRing.Held owner, Claims claims) {
        MemberCode member = owner.member();
        if (members.isSuspended(member)) {
            return new Caller.Refused(Refusal.of(RefusalCode.MEMBER_SUSPENDED));
        }
        Instant expiry = claims.expiry().plus(Claims.SKEW);
        try {
            return seen.add(member, String.valueOf(claims.jti()), expiry)
                    ? new Caller.Known(member, owner.key().keyId())
                    : new Caller.Refused(Refusal.of(RefusalCode.TOKEN_REPLAYED));
        } catch (DatabaseAway e) {
            return new Caller.Refused(Refusal.of(RefusalCode.HUB_BUSY));
        }
    }

    static Optional<Claims> claims(byte[] payload) {
        try {
            return Optional.of(Json.MAPPER.readValue(payload, Claims.class));
        } catch (JacksonException e) {
            return Optional.empty(); // signed, and still no claims: as invalid as any other
        }
    }
}
