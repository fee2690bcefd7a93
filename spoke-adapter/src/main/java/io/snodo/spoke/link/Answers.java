package io.snodo.spoke.link;

import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.body.Receipt.Level;
import io.snodo.messages.hidden.Uncovering;
import io.snodo.messages.receipt.Frame;
import io.snodo.messages.receipt.Record;
import io.snodo.messages.refusal.Problem;
import io.snodo.messages.refusal.RefusalCode;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.JacksonException;

/** What hub and recipients say of our own messages. Every call joins the caller's transaction; the same word again changes nothing. */
final class Answers {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

    private final JdbcClient jdbc;
    private final Patience patience;
    private final Addressees addressees;

    Answers(JdbcClient jdbc, Patience patience, Addressees addressees) {
        this.jdbc = jdbc;
        this.patience = patience;
        this.addressees = addressees;
    }

    /** L1. The digest must agree: the hub's word on other bytes is no word on ours. */
    void recorded(Record record, long now) {
        Optional<String> jws = jdbc.sql("""
                        update outbox set state = 'recorded', recorded_at = ?, sequence = ?, alarms = 0, refusal = null,
                            next_alarm = case recipients when '' then null else ? end
                        where message = ? and digest = ? and state in ('waiting', 'sent') returning jws""")
                .params(
                        record.recordedAt().toEpochMilli(),
                        record.sequence(),
                        now + patience.firstAlarm().toMillis(),
                        record.message().toString(),
                        record.digest())
                .query(String.class)
                .optional();
        if (jws.isPresent()) {
            addressees.recorded(own(jws.get()), record);
            weigh(record.message(), now);
        }
    }

    /** L2, L3, or a recipient's no. */
    void step(Frame.Step step, long now) {
        int noted = jdbc.sql("""
                        insert into outbox_step (message, member, level, refusal, at)
                        select message, ?, ?, ?, ? from outbox where message = ?
                        on conflict (message, member) do update
                        set level = excluded.level, refusal = excluded.refusal, at = excluded.at
                        where outbox_step.level <> 'REFUSED' and excluded.level > outbox_step.level""")
                .params(step.by().value(), step.level().name())
                .param(step.refusal() == null ? null : step.refusal().wire())
                .params(now, step.message().toString())
                .update();
        if (noted > 0) {
            weigh(step.message(), now);
        }
    }

    /** The hub's no. A retryable one leaves the message waiting; any other ends it, visibly. False if it is not ours to know. */
    boolean refused(UUID message, Problem problem, long now) {
        if (problem.retryable()) {
            Duration wait =
                    problem.retryAfter() == null ? patience.beforeTry(1) : Duration.ofSeconds(problem.retryAfter());
            return jdbc.sql(
                                    "update outbox set next_try = max(next_try, ?), refusal = ? where message = ? and state in ('waiting', 'sent')")
                            .params(now + wait.toMillis(), problem.code().wire(), message.toString())
                            .update()
                    > 0;
        }
        Optional<String> jws = jdbc.sql("""
                        update outbox set state = 'refused', refusal = ?, refused_by = ?, problem = ?, next_alarm = null
                        where message = ? and state in ('waiting', 'sent') returning jws""")
                .params(
                        problem.code().wire(),
                        MemberCode.HUB.value(),
                        Json.MAPPER.writeValueAsString(problem),
                        message.toString())
                .query(String.class)
                .optional();
        jws.ifPresent(known -> {
            Message own = own(known);
            LOG.warn(
                    "refused by the hub ticket={} message={} refusal={}",
                    own.ticket(),
                    message,
                    problem.code().wire());
            addressees.refused(own, problem);
        });
        return jws.isPresent();
    }

    /** How far the message has come, with the slowest of those we know to receive it. */
    private void weigh(UUID message, long now) {
        String recipients = jdbc.sql(
                        "select recipients from outbox where message = ? and state not in ('waiting', 'sent')")
                .param(message.toString())
                .query(String.class)
                .optional()
                .orElse(null);
        if (recipients == null) {
            return;
        }
        record Word(MemberCode by, Level level, @Nullable String refusal) {}
        List<Word> words = jdbc.sql("select member, level, refusal from outbox_step where message = ?")
                .param(message.toString())
                .query((row, _) -> new Word(
                        new MemberCode(row.getString("member")),
                        Level.valueOf(row.getString("level")),
                        row.getString("refusal")))
                .list();
        if (words.isEmpty()) {
            return;
        }
        Optional<Word> no =
                words.stream().filter(w -> w.level() == Level.REFUSED).findFirst();
        if (no.isPresent()) {
            LOG.warn(
                    "refused by a recipient message={} refusal={}",
                    message,
                    no.get().refusal());
            jdbc.sql(
                            "update outbox set state = 'refused', refusal = ?, refused_by = ?, next_alarm = null where message = ? and state <> 'refused'")
                    .params(
                            no.get().refusal() == null
                                    ? RefusalCode.INTERNAL_ERROR.wire()
                                    : no.get().refusal(),
                            no.get().by().value(),
                            message.toString())
                    .update();
            return;
        }
        Set<MemberCode> silent = new HashSet<>(SentMessages.codes(recipients));
        silent.remove(MemberCode.HUB);
        words.forEach(word -> silent.remove(word.by()));
        boolean applied =
                silent.isEmpty() && words.stream().allMatch(w -> w.level().compareTo(Level.L3) >= 0);
        String state = applied ? "applied" : silent.isEmpty() ? "delivered" : "recorded";
        jdbc.sql("""
                        update outbox set state = ?, alarms = case when ? then 0 else alarms end,
                            next_alarm = case when ? then null else coalesce(next_alarm, ?) end
                        where message = ? and state <> 'refused'""")
                .params(state, applied, applied, now + patience.firstAlarm().toMillis(), message.toString())
                .update();
    }

    /** A message of our own, from our own store: sealed by us, perhaps with a key that we have changed since. */
    private static Message own(String jws) {
        try {
            return Uncovering.kept(jws);
        } catch (IllegalArgumentException | NoSuchElementException | JacksonException e) {
            throw new StoreCorrupt("a message in the outbox cannot be read");
        }
    }
}
