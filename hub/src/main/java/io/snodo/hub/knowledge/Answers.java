package io.snodo.hub.knowledge;

import io.snodo.messages.MemberCode;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the network has published, for reading by every member: whose tenancy is open decides nothing but that one is. */
@Component
public class Answers {
    private final JdbcClient database;

    Answers(JdbcClient database) {
        this.database = database;
    }

    /** A published version of a question and its answer. */
    public record Answer(
            MemberCode author,
            UUID faq,
            int version,
            String language,
            String question,
            String answer,
            String category) {}

    /** Oldest first, at most {@code limit}; row security hides everything from nobody. */
    public List<Answer> published(int limit) {
        return database.sql("""
                        select author, faq, version, language, question, answer, category
                        from faq_version where state = 'published' order by proposed_at, author, faq limit ?
                        """)
                .param(limit)
                .query((row, _) -> new Answer(
                        new MemberCode(row.getString("author")),
                        row.getObject("faq", UUID.class),
                        row.getInt("version"),
                        row.getString("language"),
                        row.getString("question"),
                        row.getString("answer"),
                        row.getString("category")))
                .list();
    }
}
