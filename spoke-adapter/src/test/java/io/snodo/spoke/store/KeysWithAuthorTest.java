package io.snodo.spoke.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.sqlite.SQLiteDataSource;

/** A store from before ids were kept with their author loses nothing. */
class KeysWithAuthorTest {
    private static final String ID = "01980000-0000-7000-8000-000000000001";

    @Test
    void rowsIndexesAndTheSearchSurviveTheNewKeys(@TempDir Path folder) {
        before(folder);

        try (Store store = Store.open(folder)) {
            JdbcClient jdbc = store.jdbc();
            assertThat(jdbc.sql("select content from ticket_event")
                            .query(String.class)
                            .list())
                    .containsExactly("{}");
            assertThat(jdbc.sql("""
                            select faq.author from faq_search join faq on faq.id = faq_search.rowid
                            where faq_search match 'tari' and faq.withdrawal = 'w'""").query(String.class).list()).containsExactly("c_l736");
            assertThat(jdbc.sql("select faq from contact where id = 1")
                            .query(String.class)
                            .single())
                    .isEqualTo("c_l736." + ID);
            assertThat(indexes(jdbc))
                    .contains("ticket_event_by_ticket", "ticket_event_by_standing", "faq_by_state", "contact_ended");
            jdbc.sql("""
                            insert into ticket_event (message, ticket, sequence, standing, type, by_member, for_citizen, content, at)
                            values (?, 'L736-000001-X', 2, 'recorded', 'note.add', 'c_g337', 0, '{}', 0)""").param(ID).update();
            assertThat(jdbc.sql("select count(*) from ticket_event")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(2);
        }
    }

    private static void before(Path folder) {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + folder.resolve("spoke.db").toAbsolutePath());
        migrate(source, "6");
        JdbcClient jdbc = JdbcClient.create(source);
        jdbc.sql("""
                        insert into ticket (number, owner, epoch, status, sequence, changed_at)
                        values ('L736-000001-X', 'c_l736', 1, 'triage', 1, 0)""").update();
        jdbc.sql("""
                        insert into ticket_event (message, ticket, sequence, standing, type, by_member, for_citizen, content, at)
                        values (?, 'L736-000001-X', 1, 'recorded', 'handover.offer', 'c_l736', 0, '{}', 0)""").param(ID).update();
        jdbc.sql("""
                        insert into faq (id, faq, version, author, language, category, question, answer, keywords, state, at, withdrawal)
                        values (7, ?, 1, 'c_l736', 'it', 'tributi', 'Quando si paga la TARI?', 'Presto.', '[]', 'published', 0, 'w')""").param(ID).update();
        jdbc.sql("""
                        insert into faq_search (rowid, question, keywords, answer)
                        select id, question, keywords, answer from faq""").update();
        jdbc.sql("""
                        insert into contact (state, channel, category, territory, subject, description, faq, registered_at)
                        values ('closed', 'phone', 'tributi', '027042', 'TARI', '', ?, 0)""").param(ID).update();
    }

    private static void migrate(DataSource source, String target) {
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:spoke/migrations")
                .target(target)
                .load()
                .migrate();
    }

    private static List<String> indexes(JdbcClient jdbc) {
        return jdbc.sql("select name from sqlite_master where type = 'index'")
                .query(String.class)
                .list();
    }
}
