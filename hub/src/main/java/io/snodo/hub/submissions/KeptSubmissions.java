package io.snodo.hub.submissions;

import io.snodo.hub.delivery.Outcome;
import io.snodo.hub.tenancy.OwnData;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import java.net.URI;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The table of submissions, each read and written as its member, in the database that the member lives in. */
@Component
class KeptSubmissions {
    private final OwnData own;
    private final SubmissionSettings settings;
    private final Clock clock;

    KeptSubmissions(OwnData own, SubmissionSettings settings, Clock clock) {
        this.own = own;
        this.settings = settings;
        this.clock = clock;
    }

    /** One that is to be told: to whom, and what. */
    record Unpushed(UUID id, URI replyTo, Outcome outcome) {}

    void add(MemberCode member, UUID id, Submissions.Wish wish, @Nullable Outcome outcome) {
        Timestamp now = now();
        own.of(
                member,
                database -> database.sql("""
                        insert into submission (id, member, message, outcome, audit, reply_to, made_at, decided_at)
                        values (:id, :member, :message, :outcome, :audit, :reply, :now, :decided)""")
                        .param("id", id)
                        .param("member", member.value())
                        .param("message", outcome == null ? null : outcome.message())
                        .param("outcome", outcome == null ? null : Json.MAPPER.writeValueAsString(outcome))
                        .param("audit", wish.audit())
                        .param(
                                "reply",
                                wish.replyTo() == null ? null : wish.replyTo().toString())
                        .param("now", now)
                        .param("decided", outcome == null ? null : now)
                        .update());
    }

    /** One whose message another hub decides on. */
    void passed(MemberCode member, UUID id, Submissions.Wish wish, UUID message) {
        add(member, id, wish, null);
        own.of(
                member,
                database -> database.sql("update submission set message = ? where id = ?")
                        .params(message, id)
                        .update());
    }

    /** Those of {@code message} that are not decided. */
    List<UUID> passed(MemberCode member, UUID message) {
        return own.of(
                member,
                database -> database.sql(
                                "select id from submission where member = ? and message = ? and outcome is null")
                        .params(member.value(), message)
                        .query(UUID.class)
                        .list());
    }

    void decided(MemberCode member, UUID id, Outcome outcome) {
        own.of(
                member,
                database -> database.sql(
                                "update submission set message = :message, outcome = :outcome, decided_at = :now where id = :id")
                        .param("message", outcome.message())
                        .param("outcome", Json.MAPPER.writeValueAsString(outcome))
                        .param("now", now())
                        .param("id", id)
                        .update());
    }

    Optional<Submission> find(MemberCode member, UUID id) {
        return own.of(
                member,
                database -> database.sql("select outcome from submission where id = ? and member = ?")
                        .params(id, member.value())
                        .query((row, _) -> new Submission(
                                id,
                                Optional.ofNullable(row.getString("outcome"))
                                        .map(json -> Json.MAPPER.readValue(json, Outcome.class))))
                        .optional());
    }

    /** Those that have been tried least come first: one wrong address must not hold up what goes to a right one. */
    Optional<Unpushed> firstUnpushed(MemberCode member) {
        return own.of(
                member,
                database -> database.sql("""
                        select id, reply_to, outcome from submission
                        where member = ? and reply_to is not null and outcome is not null and pushed_at is null
                        order by attempts, made_at limit 1""")
                        .param(member.value())
                        .query((row, _) -> new Unpushed(
                                row.getObject("id", UUID.class),
                                URI.create(row.getString("reply_to")),
                                Json.MAPPER.readValue(row.getString("outcome"), Outcome.class)))
                        .optional());
    }

    /** Members that are to be told of something. */
    List<MemberCode> withUnpushed() {
        List<MemberCode> members = new ArrayList<>();
        own.everywhere(database -> database.sql("select member from submissions_unpushed()")
                .query((row, _) -> new MemberCode(row.getString("member")))
                .list()
                .forEach(members::add));
        return members;
    }

    void pushed(MemberCode member, UUID id) {
        own.of(
                member,
                database -> database.sql("update submission set pushed_at = ?, attempts = attempts + 1 where id = ?")
                        .params(now(), id)
                        .update());
    }

    /** Counts an attempt that came to nothing. That alone never ends them: an endpoint may be away for days. */
    void waits(MemberCode member, UUID id) {
        own.of(
                member,
                database -> database.sql("update submission set attempts = least(attempts + 1, :most) where id = :id")
                        .param("most", Math.max(settings.attempts() - 2, 1))
                        .param("id", id)
                        .update());
    }

    /** Counts an attempt that its endpoint has refused; from the last one on it can only be fetched. */
    void refused(MemberCode member, UUID id) {
        own.of(
                member,
                database -> database.sql("""
                        update submission
                        set attempts = attempts + 1,
                            reply_to = case when attempts + 1 >= :most then null else reply_to end
                        where id = :id""")
                        .param("most", settings.attempts())
                        .param("id", id)
                        .update());
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1M")
    void forget() {
        own.everywhere(database -> database.sql("select submissions_forgotten(?, ?)")
                .params(Timestamp.from(clock.instant().minus(settings.kept())), settings.most())
                .query(Long.class)
                .single());
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
