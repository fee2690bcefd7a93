package io.snodo.hub.members.store;

import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Registry.Agreement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The agreements that the folder lists one by one, hundreds of thousands in a large network. They are read again only when
 * one has changed, on whatever node: each change draws a new edition, which no other transaction can have drawn.
 */
@Component
class ListedAgreements {
    private static final int AT_ONCE = 1000;

    private final JdbcClient database;
    private final JdbcTemplate batches;
    private volatile @Nullable Edition newest;

    ListedAgreements(JdbcClient database, JdbcTemplate batches) {
        this.database = database;
        this.batches = batches;
    }

    private record Edition(UUID id, List<Agreement> agreements) {}

    /** By id; within the caller's transaction, as it sees them. */
    List<Agreement> read() {
        UUID id = database.sql("select agreements from registry_version")
                .query(UUID.class)
                .single();
        Edition known = newest;
        if (known == null || !known.id().equals(id)) {
            Map<String, MemberCode> codes = new HashMap<>(); // of a member one, for it is in many
            known = new Edition(
                    id,
                    database.sql("select id, kind, grantor, grantee, skills from agreement order by id")
                            .query((row, _) -> agreement(row, codes))
                            .list());
            newest = known;
        }
        return known.agreements();
    }

    /** Makes them {@code wanted}; only what differs is written. */
    void become(List<Agreement> wanted) {
        Map<String, Agreement> missing = new LinkedHashMap<>();
        wanted.forEach(agreement -> missing.put(agreement.id(), agreement));
        List<String> gone = new ArrayList<>();
        for (Agreement known : read()) {
            if (!missing.remove(known.id(), known)) {
                gone.add(known.id());
            }
        }
        delete(gone);
        batches.batchUpdate(
                "insert into agreement (id, kind, grantor, grantee, skills) values (?, ?, ?, ?, ?)",
                missing.values(),
                AT_ONCE,
                (row, agreement) -> {
                    row.setString(1, agreement.id());
                    row.setString(2, agreement.kind().name());
                    row.setString(3, Objects.requireNonNull(agreement.grantor()).value());
                    row.setString(4, Objects.requireNonNull(agreement.grantee()).value());
                    row.setArray(
                            5,
                            row.getConnection()
                                    .createArrayOf("text", agreement.skills().toArray()));
                });
        if (!gone.isEmpty() || !missing.isEmpty()) {
            drawEdition();
        }
    }

    void end(Predicate<Agreement> ending) {
        List<String> gone = read().stream().filter(ending).map(Agreement::id).toList();
        if (!gone.isEmpty()) {
            delete(gone);
            drawEdition();
        }
    }

    private void delete(List<String> ids) {
        database.sql("delete from agreement where id = any (?)")
                .param(ids.toArray(String[]::new))
                .update();
    }

    private void drawEdition() {
        database.sql("update registry_version set agreements = gen_random_uuid()")
                .update();
    }

    private static Agreement agreement(ResultSet row, Map<String, MemberCode> codes) throws SQLException {
        return new Agreement(
                row.getString("id"),
                Agreement.Kind.valueOf(row.getString("kind")),
                codes.computeIfAbsent(row.getString("grantor"), MemberCode::new),
                codes.computeIfAbsent(row.getString("grantee"), MemberCode::new),
                List.of((String[]) row.getArray("skills").getArray()));
    }
}
