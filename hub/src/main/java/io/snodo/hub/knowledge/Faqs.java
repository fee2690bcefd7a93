package io.snodo.hub.knowledge;

import io.snodo.hub.tenancy.ActingAs;
import io.snodo.messages.MemberCode;
import java.sql.Connection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;

/** The versions of FAQs, each author's under the author's own tenancy, written within the transaction that is going on. */
@Component
class Faqs {
    private final SessionFactory sessions;
    private final DataSource database;
    private final ActingAs acting;

    Faqs(SessionFactory sessions, DataSource database, ActingAs acting) {
        this.sessions = sessions;
        this.database = database;
        this.acting = acting;
    }

    /** As {@code author}, whoever the message is from: a reviewer's word changes what belongs to the author. */
    <T> T of(MemberCode author, Function<Shelf, T> work) {
        return acting.during(author, () -> {
            // the exchange's own connection, so that what is written here commits with the evidence
            Connection connection = DataSourceUtils.getConnection(database);
            try (StatelessSession session = sessions.withStatelessOptions()
                    .connection(connection)
                    .tenantIdentifier((Object) author.value())
                    .openStatelessSession()) {
                return work.apply(new Shelf(session));
            } finally {
                DataSourceUtils.releaseConnection(connection, database);
            }
        });
    }

    /** One author's FAQs, while its tenancy is open. */
    record Shelf(StatelessSession session) {
        /** Newest first. */
        List<FaqVersion> versions(UUID faq) {
            return session.createQuery("from FaqVersion v where v.faq = :faq order by v.version desc", FaqVersion.class)
                    .setParameter("faq", faq)
                    .getResultList();
        }

        void add(FaqVersion version) {
            session.insert(version);
        }

        void keep(FaqVersion version) {
            session.update(version);
        }
    }
}
