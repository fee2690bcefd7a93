package io.snodo.hub.leaving;

import io.snodo.hub.attachments.OwnContents;
import io.snodo.hub.embedded.MemberAddresses;
import io.snodo.hub.tenancy.CurrentTenant;
import io.snodo.hub.tenancy.OwnData;
import io.snodo.messages.MemberCode;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Deletes what is a leaver's own, a batch a transaction; what was begun before a crash is gone on with, because every step
 * looks for what is left. The database lets it delete nothing but that (V24).
 */
@Component
class Erasure {
    /** Rows that tell whose others are go after those. */
    private static final List<String> TABLES = List.of(
            "submission",
            "refused",
            "refusal_event",
            "invitation",
            "queue_reading",
            "faq_version",
            "member_hello",
            "attachment",
            "original",
            "disclosure",
            "delivery",
            "message",
            "ticket");

    private final JdbcClient database;
    private final OwnData own;
    private final OwnContents contents;
    private final MemberAddresses addresses;
    private final LeavingSettings settings;
    private final TransactionTemplate transaction;

    Erasure(
            JdbcClient database,
            OwnData own,
            OwnContents contents,
            MemberAddresses addresses,
            LeavingSettings settings,
            PlatformTransactionManager transactions) {
        this.transaction = new TransactionTemplate(transactions);
        this.database = database;
        this.own = own;
        this.contents = contents;
        this.addresses = addresses;
        this.settings = settings;
    }

    /** All that is left to be deleted. */
    void erase(Departure departure) throws IOException {
        MemberCode member = departure.member();
        for (String table : TABLES) {
            while (batch(member, table) > 0) {
                // the next one
            }
        }
        while (passing(member) > 0) {
            // the next batch
        }
        own.of(
                member, // where its own is in another database, nothing of it was in the first
                database -> database.sql("select own_data_erased()")
                        .query(Long.class)
                        .single());
        for (String digest : contents(departure.id())) {
            contents.removeUnneeded(digest);
            CurrentTenant.run(
                    MemberCode.HUB,
                    () -> database.sql("delete from departure_content where departure = ? and digest = ?")
                            .params(departure.id(), digest)
                            .update());
        }
        contents.removePartial(member);
        addresses.remove(member);
    }

    private long batch(MemberCode member, String table) {
        // one node after the other: who waited for rows that are gone would take the table as done
        return CurrentTenant.during(
                MemberCode.HUB,
                () -> Objects.requireNonNull(transaction.execute(_ -> {
                    database.sql("select pg_advisory_xact_lock(hashtextextended('erasing ' || ?, 0))")
                            .param(member.value())
                            .query((_, _) -> member)
                            .single();
                    return database.sql("select leaver_erased(?, ?, ?)")
                            .params(member.value(), table, settings.batch())
                            .query(Long.class)
                            .single();
                })));
    }

    private long passing(MemberCode member) {
        return CurrentTenant.during(
                member,
                () -> database.sql("select leaver_passing_erased(?)")
                        .param(settings.batch())
                        .query(Long.class)
                        .single());
    }

    private List<String> contents(UUID departure) {
        return CurrentTenant.during(
                MemberCode.HUB,
                () -> database.sql("select digest from departure_content where departure = ?")
                        .param(departure)
                        .query(String.class)
                        .list());
    }
}
