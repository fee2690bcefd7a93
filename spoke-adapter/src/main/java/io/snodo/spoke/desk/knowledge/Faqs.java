package io.snodo.spoke.desk.knowledge;

import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.spoke.desk.FaqId;
import io.snodo.spoke.desk.knowledge.Faq.State;
import io.snodo.spoke.desk.knowledge.Faq.Text;
import io.snodo.spoke.store.Order;
import io.snodo.spoke.store.Page;
import io.snodo.spoke.store.Place;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Every version of every FAQ that has reached this member; the published ones can be searched. */
@Repository
public class Faqs {
    private static final Order LATEST = Order.falling("at", "id");
    private static final Order LONGEST_WAITING = Order.rising("at", "id");

    private final JdbcClient jdbc;

    Faqs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<Faq> find(FaqId id, int version) {
        return jdbc.sql("select * from faq where author = ? and faq = ? and version = ?")
                .params(author(id), uuid(id), version)
                .query(Faqs::faq)
                .optional();
    }

    /** Published answers to what somebody typed, the best first. */
    public List<Faq> search(String typed, int limit) {
        Question question = Question.of(typed);
        if (question.isEmpty()) {
            return List.of();
        }
        // the question weighs most: it is written as citizens ask it
        return jdbc.sql("""
                        select faq.* from faq_search join faq on faq.id = faq_search.rowid
                        where faq_search match ? order by bm25(faq_search, 6.0, 4.0, 1.0), faq.id desc limit ?""")
                .params(question.expression(), limit)
                .query(Faqs::faq)
                .list();
    }

    public Page<Faq> latestPublished(Place place) {
        return LATEST.page(jdbc, "faq where state = 'published'", List.of(), Faqs::faq, place);
    }

    /** What others propose and {@code me} may judge, the longest waiting first. */
    public Page<Faq> toValidate(MemberCode me, Place place) {
        return LONGEST_WAITING.page(
                jdbc, "faq where state = 'proposed' and author <> ?", List.of(me.value()), Faqs::faq, place);
    }

    /** What {@code me} has proposed and is not yet published, the latest first. */
    public Page<Faq> ownUnpublished(MemberCode me, Place place) {
        return LATEST.page(
                jdbc,
                "faq where author = ? and state in ('on_its_way', 'proposed', 'returned', 'refused')"
                        + " and version = (select max(n.version) from faq n where n.author = faq.author and n.faq = faq.faq)",
                List.of(me.value()),
                Faqs::faq,
                place);
    }

    /** What {@code me} has taken out of use and not published again, the latest first. */
    public Page<Faq> ownWithdrawn(MemberCode me, Place place) {
        return LATEST.page(
                jdbc,
                "faq where author = ? and state = 'withdrawn' and version = (select max(n.version) from faq n"
                        + " where n.author = faq.author and n.faq = faq.faq and n.state in ('withdrawn', 'published'))",
                List.of(me.value()),
                Faqs::faq,
                place);
    }

    public int countToValidate(MemberCode me) {
        return jdbc.sql("select count(*) from faq where state = 'proposed' and author <> ?")
                .param(me.value())
                .query(Integer.class)
                .single();
    }

    /** The version that is in use. */
    public Optional<Faq> published(FaqId id) {
        return jdbc.sql("select * from faq where author = ? and faq = ? and state = 'published'")
                .params(author(id), uuid(id))
                .query(Faqs::faq)
                .optional();
    }

    /** The version with the highest number, whatever became of it. */
    public Optional<Faq> newest(FaqId id) {
        return jdbc.sql("select * from faq where author = ? and faq = ? order by version desc limit 1")
                .params(author(id), uuid(id))
                .query(Faqs::faq)
                .optional();
    }

    /** Keeps a version; one that is known already is left as it is. */
    void add(FaqId id, int version, Text text, State state, @Nullable UUID message, Instant at) {
        jdbc.sql("""
                        insert into faq (faq, version, author, language, category, question, answer, keywords, state, message, at)
                        values (:faq, :version, :author, :language, :category, :question, :answer, :keywords, :state, :message, :at)
                        on conflict (author, faq, version) do nothing""")
                .param("faq", uuid(id))
                .param("version", version)
                .param("author", author(id))
                .param("language", text.language())
                .param("category", text.category())
                .param("question", text.question())
                .param("answer", text.answer())
                .param("keywords", Json.MAPPER.writeValueAsString(text.keywords()))
                .param("state", state.stored())
                .param("message", message == null ? null : message.toString())
                .param("at", at.toEpochMilli())
                .update();
    }

    /** This member's own proposal has reached the hub. */
    void proposed(UUID message) {
        jdbc.sql("update faq set state = 'proposed' where message = ? and state = 'on_its_way'")
                .param(message.toString())
                .update();
    }

    void inReview(FaqId id, int version, UUID review) {
        jdbc.sql("update faq set review = ?, refusal = null where author = ? and faq = ? and version = ?")
                .params(review.toString(), author(id), uuid(id), version)
                .update();
    }

    void inWithdrawal(FaqId id, UUID withdrawal) {
        jdbc.sql("update faq set withdrawal = ?, refusal = null where author = ? and faq = ? and state = 'published'")
                .params(withdrawal.toString(), author(id), uuid(id))
                .update();
    }

    /** The hub will not have what this member said: its proposal, its review, or its withdrawal. */
    void refused(UUID message, RefusalCode code) {
        jdbc.sql("update faq set state = 'refused', refusal = ? where message = ? and state = 'on_its_way'")
                .params(code.wire(), message.toString())
                .update();
        jdbc.sql("update faq set review = null, refusal = ? where review = ?")
                .params(code.wire(), message.toString())
                .update();
        jdbc.sql("update faq set withdrawal = null, refusal = ? where withdrawal = ?")
                .params(code.wire(), message.toString())
                .update();
    }

    /** From now on everybody finds this version, and no older one. */
    void publish(FaqId id, int version, MemberCode validator) {
        if (judge(id, version, State.PUBLISHED, null, validator)) {
            // approvals of two versions may come in either order; the newest one counts
            jdbc.sql("""
                            update faq set state = 'superseded'
                            where author = :author and faq = :faq and state = 'published' and version <
                            (select max(version) from faq
                             where author = :author and faq = :faq and state = 'published')""").param("author", author(id)).param("faq", uuid(id)).update();
            reindex(id);
        }
    }

    void sendBack(FaqId id, int version, @Nullable String reason, MemberCode validator) {
        judge(id, version, State.RETURNED, reason, validator);
    }

    /** What was in use is so no longer, and nobody finds it; what had ended before keeps its own end. */
    void withdraw(FaqId id, String reason) {
        jdbc.sql("""
                        update faq set state = 'withdrawn', reason = ?, withdrawal = null, refusal = null
                        where author = ? and faq = ? and state in ('proposed', 'published')""").params(reason, author(id), uuid(id)).update();
        reindex(id);
    }

    private boolean judge(FaqId id, int version, State state, @Nullable String reason, MemberCode validator) {
        return jdbc.sql("""
                        update faq set state = ?, reason = ?, reviewed_by = ?, review = null, refusal = null
                        where author = ? and faq = ? and version = ? and state in ('on_its_way', 'proposed')""")
                        .param(state.stored())
                        .param(reason)
                        .param(validator.value())
                        .params(author(id), uuid(id), version)
                        .update()
                == 1;
    }

    private void reindex(FaqId id) {
        jdbc.sql("delete from faq_search where rowid in (select id from faq where author = ? and faq = ?)")
                .params(author(id), uuid(id))
                .update();
        jdbc.sql("""
                        insert into faq_search (rowid, question, keywords, answer)
                        select id, question, keywords, answer from faq
                        where author = ? and faq = ? and state = 'published'""").params(author(id), uuid(id)).update();
    }

    private static String author(FaqId id) {
        return id.author().value();
    }

    private static String uuid(FaqId id) {
        return id.faq().toString();
    }

    private static Faq faq(ResultSet row, int index) throws SQLException {
        String reviewedBy = row.getString("reviewed_by");
        String refusal = row.getString("refusal");
        return new Faq(
                new FaqId(new MemberCode(row.getString("author")), UUID.fromString(row.getString("faq"))),
                row.getInt("version"),
                new Text(
                        row.getString("language"),
                        row.getString("category"),
                        row.getString("question"),
                        row.getString("answer"),
                        List.of(Json.MAPPER.readValue(row.getString("keywords"), String[].class))),
                State.ofStored(row.getString("state")),
                row.getString("reason"),
                reviewedBy == null ? null : new MemberCode(reviewedBy),
                row.getString("review") != null,
                row.getString("withdrawal") != null,
                refusal == null ? null : RefusalCode.ofWire(refusal),
                Instant.ofEpochMilli(row.getLong("at")));
    }
}
