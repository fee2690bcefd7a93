package io.snodo.hub.exchange;

import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.HandoverExpire;
import io.snodo.messages.body.Outcome;
import io.snodo.messages.body.TaskExpire;
import io.snodo.messages.body.TicketBody;
import io.snodo.messages.body.TicketClose;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * What the clock does: an offer or a task past its deadline ends, a resolution met with silence closes the ticket. The
 * clock sees numbers and nothing else; what it finds goes the road of every message, so that whoever was quicker wins.
 */
@Component
@EnableScheduling
class DueTickets {
    private static final Logger LOG = LoggerFactory.getLogger(DueTickets.class);
    private static final int AT_ONCE = 200;

    private final JdbcClient database;
    private final Exchange exchange;
    private final ExchangeSettings settings;
    private final Clock clock;
    private final Postponed<Due> postponed = new Postponed<>();

    DueTickets(JdbcClient database, Exchange exchange, ExchangeSettings settings, Clock clock) {
        this.database = database;
        this.exchange = exchange;
        this.settings = settings;
        this.clock = clock;
    }

    private record Due(TicketNumber ticket, TicketBody word) {}

    /**
     * Ends when all that was found is decided, so that nothing is said twice. What is refused is said again later and
     * later: it stands first in line for good, and those behind it must have their turn.
     */
    @Scheduled(fixedDelay = 1000)
    void speakForTheClock() {
        try {
            Instant now = clock.instant();
            Map<Due, CompletableFuture<Decision>> said = new LinkedHashMap<>();
            turn(now).forEach(due -> said.put(due, say(due)));
            said.forEach((due, decision) -> {
                if (decision.join() instanceof Decision.Refused) {
                    postponed.refused(due, now);
                }
            });
        } catch (DataAccessException e) {
            LOG.warn("clock not heard, trying again cause={}", Fault.of(e));
        }
    }

    @Scheduled(fixedDelay = 24, initialDelay = 1, timeUnit = TimeUnit.HOURS)
    void forgetOldRefusals() {
        try {
            database.sql("select refusals_forgotten(?)")
                    .param(Timestamp.from(clock.instant().minus(settings.refusals())))
                    .query(Long.class)
                    .single();
        } catch (DataAccessException e) {
            LOG.warn("old refusals not forgotten, trying again tomorrow cause={}", Fault.of(e));
        }
    }

    private CompletableFuture<Decision> say(Due due) {
        return exchange.say(Message.of(clock, MemberCode.HUB, List.of(), due.ticket(), 0, due.word()));
    }

    /** Some of each kind, so that no kind waits for another. */
    private Collection<Due> turn(Instant now) {
        Map<Class<?>, List<Due>> kinds = due(now).stream()
                .filter(due -> !postponed.waits(due, now))
                .collect(Collectors.groupingBy(due -> due.word().getClass()));
        return kinds.values().stream()
                .flatMap(kind -> kind.stream().limit(AT_ONCE))
                .toList();
    }

    private List<Due> due(Instant now) {
        return database.sql("select number, offer, outcome, task from tickets_due(?, ?, ?)")
                .params(
                        Timestamp.from(now),
                        Timestamp.from(now.minus(settings.silence())),
                        AT_ONCE + postponed.size(now))
                .query((row, _) -> due(row))
                .list();
    }

    private static Due due(ResultSet row) throws SQLException {
        UUID offer = row.getObject("offer", UUID.class);
        UUID task = row.getObject("task", UUID.class);
        TicketBody word = offer != null
                ? new HandoverExpire(offer)
                : task != null
                        ? new TaskExpire(task)
                        : new TicketClose(
                                Outcome.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT)));
        return new Due(new TicketNumber(row.getString("number")), word);
    }
}
