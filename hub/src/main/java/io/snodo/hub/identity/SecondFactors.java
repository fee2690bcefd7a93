package io.snodo.hub.identity;

import io.snodo.hub.tenancy.CurrentTenant;
import io.snodo.messages.MemberCode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The second factor of those who log in with a password: a secret in their telephone that makes a code every half minute.
 * All of it is kept in the database, so that a code counts once, whichever node of the hub it is given to.
 */
@Component
public class SecondFactors {
    /** The session's attribute that holds an {@link Enrolment}; whoever logs in again begins with none. */
    public static final String BEGUN = "snodo.second-factor.begun";

    private static final int RECOVERY_CODES = 10;
    /** Eighty bits: nobody tries them out. */
    private static final int RECOVERY_BYTES = 10;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final ClosedSecrets secrets;
    private final Clock clock;

    SecondFactors(
            JdbcClient database, PlatformTransactionManager transactions, SecondFactorSettings settings, Clock clock) {
        this.database = database;
        this.transaction = new TransactionTemplate(transactions);
        this.secrets = settings.secrets();
        this.clock = clock;
    }

    /** What came of a code that was given. */
    public sealed interface Answer {
        record Right() implements Answer {}

        /** It was one of those kept for a lost telephone; {@code left} are left. */
        record Recovered(int left) implements Answer {}

        /** The telephone is known from now on; these are shown once and never again. */
        record Enrolled(List<String> recoveryCodes) implements Answer {
            public Enrolled {
                recoveryCodes = List.copyOf(recoveryCodes);
            }
        }

        /** Right, but it has opened once already. */
        record UsedAlready() implements Answer {}

        record Wrong() implements Answer {}
    }

    /** Somebody's telephone is known from now on. */
    public record Begun(Office by) {}

    /** Somebody has come in by a code for a lost telephone. */
    public record Used(Office by, int left) {}

    /** A secret that waits for its first code, in the session that has shown it and nowhere else. */
    public static final class Enrolment {
        private final String operator;
        private final byte[] secret;

        private Enrolment(String operator, byte[] secret) {
            this.operator = operator;
            this.secret = secret;
        }

        /** For typing. */
        public String secret() {
            return Base32.of(secret);
        }

        /** For a camera. */
        public String address() {
            String label = URLEncoder.encode(operator, StandardCharsets.UTF_8).replace("+", "%20");
            return "otpauth://totp/Snodo:" + label + "?secret=" + secret() + "&issuer=Snodo";
        }
    }

    private record Row(byte[] secret, boolean confirmed) {}

    /**
     * Empty for who has confirmed one; otherwise {@code begun}, which his session holds, or a new one. Nobody is shown what
     * another login was shown: that one may have been somebody else's.
     */
    public Optional<Enrolment> enrolment(String operator, @Nullable Enrolment begun) {
        if (since(operator).isPresent()) {
            return Optional.empty();
        }
        if (begun != null && begun.operator.equals(operator)) {
            return Optional.of(begun);
        }
        byte[] secret = new byte[Totp.SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return Optional.of(new Enrolment(operator, secret));
    }

    /**
     * The code of now, or one for a lost telephone; each counts once. Where none is confirmed, the first right one of what
     * was {@code begun} confirms that.
     */
    public Answer give(String operator, String typed, @Nullable Enrolment begun) {
        String code = typed.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
        return within(() -> {
            Optional<Row> confirmed = row(operator).filter(Row::confirmed);
            if (confirmed.isEmpty()) {
                return begun != null && begun.operator.equals(operator) ? confirm(begun, code) : new Answer.Wrong();
            }
            if (code.length() != Totp.DIGITS) {
                return recover(operator, code);
            }
            byte[] secret = secrets.open(confirmed.get().secret(), operator)
                    .orElseThrow(() -> new IllegalStateException(
                            "a second factor was closed with another key: see snodo.second-factor.key"));
            OptionalLong step = Totp.step(secret, code, clock.instant());
            if (step.isEmpty()) {
                return new Answer.Wrong();
            }
            return uses(operator, step.getAsLong()) ? new Answer.Right() : new Answer.UsedAlready();
        });
    }

    /** Its owner begins anew at the next login; false if there was nothing. */
    public boolean forget(String operator) {
        return within(() -> {
            database.sql("delete from recovery_code where operator = ?")
                    .param(operator)
                    .update();
            return database.sql("delete from second_factor where operator = ?")
                            .param(operator)
                            .update()
                    == 1;
        });
    }

    /** Since when {@code operator} has one; empty if there is none that is confirmed. */
    public Optional<Instant> since(String operator) {
        return within(() -> database.sql("select confirmed_at from second_factor where operator = ?")
                .param(operator)
                .query((row, _) ->
                        Optional.ofNullable(row.getTimestamp("confirmed_at")).map(Timestamp::toInstant))
                .optional()
                .flatMap(found -> found));
    }

    private Optional<Row> row(String operator) {
        return database.sql("select secret, confirmed_at from second_factor where operator = ? for update")
                .param(operator)
                .query((row, _) -> new Row(row.getBytes("secret"), row.getTimestamp("confirmed_at") != null))
                .optional();
    }

    private boolean uses(String operator, long step) {
        return database.sql("update second_factor set last_step = ? where operator = ? and last_step < ?")
                        .params(step, operator, step)
                        .update()
                == 1;
    }

    /** Of two sessions that confirm at once the first one's telephone counts. */
    private Answer confirm(Enrolment begun, String code) {
        String operator = begun.operator;
        Instant now = clock.instant();
        OptionalLong step = code.length() == Totp.DIGITS ? Totp.step(begun.secret, code, now) : OptionalLong.empty();
        if (step.isEmpty()) {
            return new Answer.Wrong();
        }
        int first = database.sql("""
                        insert into second_factor (operator, secret, begun_at, confirmed_at, last_step)
                        values (:operator, :secret, :now, :now, :step)
                        on conflict (operator) do update set secret = excluded.secret, begun_at = excluded.begun_at,
                            confirmed_at = excluded.confirmed_at, last_step = excluded.last_step
                        where second_factor.confirmed_at is null""")
                .param("operator", operator)
                .param("secret", secrets.close(begun.secret, operator))
                .param("now", Timestamp.from(now))
                .param("step", step.getAsLong())
                .update();
        if (first == 0) {
            return new Answer.Wrong();
        }
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < RECOVERY_CODES; i++) {
            byte[] random = new byte[RECOVERY_BYTES];
            RANDOM.nextBytes(random);
            String recovery = Base32.of(random);
            database.sql("insert into recovery_code (operator, mark) values (?, ?)")
                    .params(operator, secrets.mark(recovery, operator))
                    .update();
            codes.add(recovery.replaceAll("(.{4})(?!$)", "$1-"));
        }
        return new Answer.Enrolled(codes);
    }

    private Answer recover(String operator, String code) {
        int used = database.sql("delete from recovery_code where operator = ? and mark = ?")
                .params(operator, secrets.mark(code, operator))
                .update();
        if (used == 0) {
            return new Answer.Wrong();
        }
        return new Answer.Recovered(database.sql("select count(*) from recovery_code where operator = ?")
                .param(operator)
                .query(Integer.class)
                .single());
    }

    private <T> T within(Supplier<T> work) {
        return CurrentTenant.during(MemberCode.HUB, () -> transaction.execute(_ -> work.get()));
    }
}
