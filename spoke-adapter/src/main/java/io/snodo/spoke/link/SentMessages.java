package io.snodo.spoke.link;

import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Receipt;
import io.snodo.messages.refusal.Problem;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.spoke.link.SentMessage.State;
import io.snodo.spoke.store.Order;
import io.snodo.spoke.store.Page;
import io.snodo.spoke.store.Place;
import io.snodo.spoke.store.Store;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What this member has said, newest first, for the pages that show it. */
public class SentMessages {
    private static final Order LATEST = Order.falling("position");

    private final Store store;

    public SentMessages(Store store) {
        this.store = store;
    }

    public Page<SentMessage> latest(Place place) {
        return read("position > 0", place);
    }

    /** Those that want a person: refused, or an answer is overdue. */
    public Page<SentMessage> troubled(Place place) {
        return read("(state = 'refused' or next_alarm is not null and alarms > 0)", place);
    }

    public Page<SentMessage> refused(Place place) {
        return read("state = 'refused'", place);
    }

    public Optional<SentMessage> find(UUID message) {
        return Objects.requireNonNull(store.reading()
                .execute(_ -> store.jdbc()
                        .sql("select * from outbox where message = ?")
                        .param(message.toString())
                        .query(this::message)
                        .optional()));
    }

    private Page<SentMessage> read(String which, Place place) {
        return Objects.requireNonNull(store.reading()
                .execute(_ -> LATEST.page(store.jdbc(), "outbox where " + which, List.of(), this::message, place)));
    }

    private SentMessage message(ResultSet row, int number) throws SQLException {
        UUID message = UUID.fromString(row.getString("message"));
        String ticket = row.getString("ticket");
        String problem = row.getString("problem");
        State state = State.ofWire(row.getString("state"));
        return new SentMessage(
                message,
                ticket == null ? null : new TicketNumber(ticket),
                row.getString("type"),
                codes(row.getString("recipients")),
                state,
                row.getInt("alarms") > 0 && state != State.APPLIED && state != State.REFUSED,
                row.getInt("attempts"),
                Instant.ofEpochMilli(row.getLong("said_at")),
                instant(row.getLong("recorded_at")),
                refusal(row.getString("refusal")),
                row.getString("refused_by") == null ? null : new MemberCode(row.getString("refused_by")),
                problem == null ? null : Json.MAPPER.readValue(problem, Problem.class),
                steps(message));
    }

    private List<SentMessage.Step> steps(UUID message) {
        return store.jdbc()
                .sql("select member, level, refusal, at from outbox_step where message = ? order by member")
                .param(message.toString())
                .query((row, _) -> new SentMessage.Step(
                        new MemberCode(row.getString("member")),
                        Receipt.Level.valueOf(row.getString("level")),
                        refusal(row.getString("refusal")),
                        Instant.ofEpochMilli(row.getLong("at"))))
                .list();
    }

    static List<MemberCode> codes(String joined) {
        return joined.isEmpty()
                ? List.of()
                : Arrays.stream(joined.split(" ")).map(MemberCode::new).toList();
    }

    private static @Nullable RefusalCode refusal(@Nullable String wire) {
        return wire == null ? null : RefusalCode.ofWire(wire);
    }

    private static @Nullable Instant instant(long millis) {
        return millis == 0 ? null : Instant.ofEpochMilli(millis);
    }
}
