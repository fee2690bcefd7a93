package io.snodo.hub.exchange.ledger;

import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Audience;
import io.snodo.messages.receipt.Stamp;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads and writes what passes between hubs, within a batch's transaction; {@code V26__hubs.sql} has the other half. */
@Component
public class Passage {
    private final JdbcTemplate database;

    Passage(DataSource dataSource) {
        this.database = new JdbcTemplate(dataSource);
    }

    /** One that may have been brought before; {@code place} is the asker's own. */
    public record Brought(int place, MemberCode sender, UUID id, String digest, MemberCode recipient, int disclosed) {}

    /** Places of those that are there already. */
    public Set<Integer> carried(List<Brought> items) {
        return items.isEmpty()
                ? Set.of()
                : new HashSet<>(
                        List.of(Rows.JSON.readValue(ask("select exchange_carried(?::jsonb)", items), Integer[].class)));
    }

    /** A message that another hub brings for one recipient. */
    public record Carry(
            MemberCode sender,
            UUID id,
            String digest,
            String type,
            @Nullable TicketNumber ticket,
            long sequence,
            boolean byCitizen,
            String binding,
            String jws,
            int hidden,
            MemberCode home,
            String homeStamp,
            String leaf,
            int leafIndex,
            List<String> path,
            MemberCode recipient,
            long delivery,
            List<Shown> disclosures) {}

    /** {@code place} among the message's hidden fields. */
    public record Shown(int place, Audience audience, Collection<MemberCode> named, String text) {}

    public void carry(List<Carry> items, long batch, Instant now) {
        if (!items.isEmpty()) {
            ask("select exchange_carry(?::jsonb, ?, ?)::text", items, batch, Timestamp.from(now));
        }
    }

    /** A member's message that goes on to the hub that decides on it. */
    public record Pass(
            MemberCode sender,
            UUID id,
            MemberCode hub,
            String digest,
            @Nullable TicketNumber ticket,
            String jws,
            String leaf,
            int leafIndex,
            List<String> path) {}

    public void pass(List<Pass> items, long batch, Instant now) {
        if (!items.isEmpty()) {
            ask("select exchange_pass(?::jsonb, ?, ?)::text", items, batch, Timestamp.from(now));
        }
    }

    private record Key(MemberCode sender, UUID id) {}

    private record Known(
            MemberCode sender,
            UUID id,
            String digest,
            String state,
            @Nullable String stamp,
            @Nullable RefusalCode code,
            @Nullable String detail,
            boolean waits) {
        Passed.Answer answer() {
            return new Passed.Answer(
                    digest,
                    stamp == null ? null : Json.MAPPER.readValue(stamp, Stamp.class),
                    code == null ? null : new Refusal(code, detail, null),
                    waits);
        }
    }

    private record Busy(MemberCode sender, long count) {}

    private record Found(List<Known> known, List<Busy> busy) {}

    public Passed passed(Collection<Opened.Key> keys) {
        if (keys.isEmpty()) {
            return Passed.NOTHING;
        }
        List<Key> items =
                keys.stream().map(key -> new Key(key.sender(), key.id())).toList();
        Found found = Rows.JSON.readValue(ask("select exchange_passed(?::jsonb)", items), Found.class);
        Map<Opened.Key, Passed.Answer> answers = new HashMap<>();
        found.known().forEach(each -> answers.put(new Opened.Key(each.sender(), each.id()), each.answer()));
        Map<MemberCode, Long> underWay = new HashMap<>();
        found.busy().forEach(each -> underWay.put(each.sender(), each.count()));
        return new Passed(answers, underWay);
    }

    /** A member's receipt, and the messages that it is about. */
    public record Receipt(MemberCode sender, UUID id, String digest, String jws, List<UUID> messages) {}

    /** The messages that another hub has decided on; their receipts go on to it. */
    public Set<UUID> receipts(List<Receipt> items, Instant now) {
        return items.isEmpty()
                ? Set.of()
                : new HashSet<>(List.of(Rows.JSON.readValue(
                        ask("select exchange_receipts_pass(?::jsonb, ?)", items, Timestamp.from(now)), UUID[].class)));
    }

    private String ask(String sql, List<?> items, Object... others) {
        Object[] arguments = new Object[others.length + 1];
        arguments[0] = Rows.JSON.writeValueAsString(items);
        System.arraycopy(others, 0, arguments, 1, others.length);
        return Objects.requireNonNull(database.queryForObject(sql, String.class, arguments));
    }
}
