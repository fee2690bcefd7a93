package io.snodo.hub.exchange.ledger;

import io.snodo.hub.exchange.News;
import io.snodo.hub.exchange.rules.Ticket;
import io.snodo.hub.tenancy.CurrentTenant;
import io.snodo.messages.MemberCode;
import io.snodo.messages.receipt.Stamp;
import io.snodo.messages.refusal.Refusal;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads and writes what flows, in batches; {@code V1__exchange.sql} has the other half of each method. */
@Component
public class Ledger {
    private final JdbcTemplate database;
    private final TransactionTemplate grouped;
    private final TransactionTemplate alone;

    Ledger(DataSource dataSource, PlatformTransactionManager ofTheRooms) {
        this.database = new JdbcTemplate(dataSource);
        this.grouped = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.alone = new TransactionTemplate(ofTheRooms);
    }

    /** One transaction for messages of many tenants: none is open, each row is read and written as its own. */
    public <T> T together(Supplier<T> work) {
        return Objects.requireNonNull(grouped.execute(_ -> work.get()));
    }

    /** One transaction for one tenant, which what people edit (Hibernate) takes part in. */
    public <T> T alone(MemberCode tenant, Supplier<T> work) {
        return CurrentTenant.during(tenant, () -> Objects.requireNonNull(alone.execute(_ -> work.get())));
    }

    /** Opens {@code tenant} for a part of the transaction of {@link #together}. */
    public <T> T as(MemberCode tenant, Supplier<T> work) {
        tell(tenant.value());
        T done = CurrentTenant.during(tenant, work);
        tell(""); // after a failure the transaction ends, and the setting with it
        return done;
    }

    public Opened open(List<Ask> asks) {
        OpenedRow opened = Rows.JSON.readValue(
                ask("select exchange_open(?::jsonb)", Rows.JSON.writeValueAsString(asks)), OpenedRow.class);
        Map<Opened.Key, Opened.Earlier> earlier = new HashMap<>();
        for (OpenedRow.EarlierRow row : opened.earlier()) {
            earlier.put(
                    new Opened.Key(row.sender(), row.id()),
                    new Opened.Earlier(row.digest(), new Stamp(row.leaf(), row.index(), row.path(), row.root())));
        }
        Map<Opened.Key, Opened.Against> refused = new HashMap<>();
        for (OpenedRow.RefusedRow row : opened.refused()) {
            refused.put(
                    new Opened.Key(row.sender(), row.id()),
                    new Opened.Against(row.digest(), new Refusal(row.code(), row.detail(), null)));
        }
        Map<Opened.Sight, Ticket> tickets = new HashMap<>();
        for (OpenedRow.SightRow row : opened.tickets()) {
            tickets.put(
                    new Opened.Sight(row.asker(), row.ticket().number()),
                    row.ticket().ticket());
        }
        Set<Opened.Sight> offered = opened.offered().stream()
                .map(row -> new Opened.Sight(row.asker(), row.ticket()))
                .collect(Collectors.toUnmodifiableSet());
        return new Opened(opened.head(), earlier, refused, tickets, offered);
    }

    /** Returns who is delivered something again, because it may see more of it now. */
    public List<MemberCode> record(Entry entry) {
        String again = ask("select exchange_record(?::jsonb)", Rows.JSON.writeValueAsString(BatchRow.of(entry)));
        return List.of(Rows.JSON.readValue(again, MemberCode[].class));
    }

    /** For a batch in which nothing was accepted. */
    public void refuse(List<Entry.Against> refused) {
        ask("select exchange_refuse(?::jsonb)::text", Rows.JSON.writeValueAsString(refused));
    }

    /** Notes what recipients said; returns what of it is new. */
    public List<News> receipts(List<Entry.Told> told, Instant now) {
        String news =
                ask("select exchange_receipts(?::jsonb, ?)", Rows.JSON.writeValueAsString(told), Timestamp.from(now));
        return List.of(Rows.JSON.readValue(news, News[].class));
    }

    private void tell(String tenant) {
        ask("select set_config('snodo.tenant', ?, true)", tenant);
    }

    private String ask(String sql, Object... arguments) {
        return Objects.requireNonNull(database.queryForObject(sql, String.class, arguments));
    }
}
