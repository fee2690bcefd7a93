package io.snodo.hub.identity;

import io.snodo.messages.MemberCode;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.messages.seal.Sealed;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads bearer tokens of operators: made like those of members ({@link Tokens}), each with its operator's own key. */
@Component
public class OperatorTokens {
    /** Beside the members' in what is remembered, and none of theirs. */
    private static final String OURS = "operator:";

    private final Operators operators;
    private final SeenTokens seen;
    private final Clock clock;

    OperatorTokens(Operators operators, SeenTokens seen, Clock clock) {
        this.operators = operators;
        this.seen = seen;
        this.clock = clock;
    }

    /** What came of asking which operator is calling. */
    public sealed interface Answer {
        record Known(Operators.Operator operator) implements Answer {}

        /** Its token has not been used up. */
        record TooOften(Operators.Operator operator) implements Answer {}

        record Refused(Refusal refusal) implements Answer {}
    }

    /**
     * {@code authorization} is the header as it came. A token is good for one call; of those who have to wait, told by their
     * names, it is not remembered, for that costs a row.
     */
    public Answer operator(@Nullable String authorization, Predicate<String> hasToWait) {
        if (authorization == null) {
            return refused(RefusalCode.TOKEN_MISSING);
        }
        Optional<Sealed> token = Tokens.bearer(authorization);
        Optional<Operators.Operator> signer = token.map(Sealed::keyId).flatMap(operators::byKey);
        if (token.isEmpty() || signer.isEmpty()) {
            return refused(RefusalCode.TOKEN_INVALID);
        }
        Operators.Operator operator = signer.get();
        return token.get()
                .verify(operator.key())
                .flatMap(Tokens::claims)
                .filter(claims -> claims.areFor(operator.username(), clock.instant()))
                .map(claims ->
                        hasToWait.test(operator.username()) ? new Answer.TooOften(operator) : once(operator, claims))
                .orElseGet(() -> refused(RefusalCode.TOKEN_INVALID));
    }

    private Answer once(Operators.Operator operator, Claims claims) {
        return seen.add(
                        MemberCode.HUB,
                        OURS + operator.username() + ":" + claims.jti(),
                        claims.expiry().plus(Claims.SKEW))
                ? new Answer.Known(operator)
                : refused(RefusalCode.TOKEN_REPLAYED);
    }

    private static Answer refused(RefusalCode code) {
        return new Answer.Refused(Refusal.of(code));
    }
}
