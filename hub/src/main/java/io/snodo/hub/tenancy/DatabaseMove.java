package io.snodo.hub.tenancy;

import io.snodo.messages.MemberCode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Moves a member's own data into another database: copied by its ids, compared, and only then taken away where it was.
 * Whatever is broken off goes on where it was when the same is asked for again; to ask for the way back takes back what
 * has been copied.
 */
@Component
public class DatabaseMove {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseMove.class);
    /** What is old is forgotten in both databases, and not at the same moment. */
    private static final int COMPARISONS = 5;

    /** Waits for whoever began to write before it was forbidden, so that nothing comes after it has been copied. */
    private static final String WHO_WRITES_STILL =
            "do $$ begin set local lock_timeout = '5s'; lock table submission, token_seen in share mode; end $$";

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final MemberDatabases databases;
    private final Homes homes;
    private final Map<MemberCode, Progress> under = new ConcurrentHashMap<>();

    DatabaseMove(MemberDatabases databases, Homes homes) {
        this.databases = databases;
        this.homes = homes;
    }

    /**
     * How far it is.
     *
     * @param running whether this node is at it
     * @param fault why it ended before its end, if it did at this node
     */
    public record Progress(
            Home home,
            boolean running,
            long copied,
            long all,
            @Nullable Fault fault) {}

    /** Why nothing more was done; it may be asked for again. */
    public enum Fault {
        /** One of both databases does not answer. */
        DATABASE_AWAY,
        /** What is in both is not the same. */
        NOT_EQUAL,
        /** Another move has to come to its end first. */
        OTHER_MOVE
    }

    public boolean has(String database) {
        return databases.has(database);
    }

    public Progress of(MemberCode member) {
        Progress known = under.get(member); // before where it is, or what has just ended would not be where it is now
        Home home = homes.read().getOrDefault(member, Home.USUAL);
        return known == null
                ? new Progress(home, false, 0, 0, null)
                : new Progress(home, known.running(), known.copied(), known.all(), known.fault());
    }

    /** Whether something of {@code member} is in two databases. */
    public boolean isMoving(MemberCode member) {
        return homes.read().getOrDefault(member, Home.USUAL).phase() == Home.Phase.COPYING;
    }

    /** On a thread of its own; false if this node is at it already. {@code done} is told when it has come to its end. */
    public synchronized boolean begin(MemberCode member, String to, Runnable done) {
        Progress known = under.get(member);
        if (known != null && known.running()) {
            return false;
        }
        note(member, true, 0, 0, null);
        Thread.ofVirtual().name("move-" + member).start(() -> tryToMove(member, to, done));
        return true;
    }

    private void tryToMove(MemberCode member, String to, Runnable done) {
        Fault fault = Fault.DATABASE_AWAY;
        try {
            fault = move(member, to).orElse(null);
            if (fault == null) {
                done.run();
            }
        } catch (DataAccessException e) {
            LOG.warn(
                    "move broken off, ask for it again tenant={} cause={}",
                    member,
                    e.getClass().getSimpleName());
        } finally {
            Progress at = under.get(member);
            note(member, false, at == null ? 0 : at.copied(), at == null ? 0 : at.all(), fault);
            homes.look();
        }
    }

    private Optional<Fault> move(MemberCode member, String to) {
        Home home = homes.read().getOrDefault(member, Home.USUAL);
        return switch (home.phase()) {
            case HERE -> home.name().equals(to) ? Optional.empty() : copy(member, home.name(), to);
            case COPYING ->
                to.equals(home.other())
                        ? copy(member, home.name(), to)
                        : home.name().equals(to)
                                ? clear(member, to, String.valueOf(home.other()))
                                : Optional.of(Fault.OTHER_MOVE);
            case CLEARING ->
                home.name().equals(to)
                        ? clear(member, to, String.valueOf(home.other()))
                        : Optional.of(Fault.OTHER_MOVE);
        };
    }

    private Optional<Fault> copy(MemberCode member, String from, String to) {
        Homes.holds(databases.client(to), member); // or it would be held still for one that is not there
        homes.write(member, new Home(from, to, Home.Phase.COPYING), Optional.empty());
        homes.look();
        JdbcClient source = databases.client(from);
        JdbcClient target = databases.client(to);
        source.sql(WHO_WRITES_STILL).update();
        for (int comparisons = 1; comparisons <= COMPARISONS; comparisons++) {
            if (copied(member, source, target)) {
                LOG.info("own data is the same in both databases tenant={} from={} to={}", member, from, to);
                return clear(member, to, from);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return Optional.of(Fault.NOT_EQUAL);
    }

    private boolean copied(MemberCode member, JdbcClient source, JdbcClient target) {
        return CurrentTenant.during(member, () -> {
            long all = 0;
            for (OwnTable table : OwnTable.values()) {
                all += table.count(source);
            }
            long before = 0;
            for (OwnTable table : OwnTable.values()) {
                long counted = before;
                long sum = all;
                before += table.copy(source, target, copied -> note(member, true, counted + copied, sum, null));
            }
            boolean same = true;
            for (OwnTable table : OwnTable.values()) {
                same &= table.digest(source).equals(table.digest(target));
            }
            return same;
        });
    }

    private Optional<Fault> clear(MemberCode member, String home, String other) {
        homes.write(member, new Home(home, other, Home.Phase.CLEARING), Optional.empty());
        homes.look();
        databases
                .client(other)
                .sql("select own_data_cleared(?)")
                .param(member.value())
                .query(Long.class)
                .single();
        homes.write(member, Home.in(home), Optional.of(other));
        LOG.info("own data lives elsewhere now tenant={} database={}", member, home);
        return Optional.empty();
    }

    private void note(MemberCode member, boolean running, long copied, long all, @Nullable Fault fault) {
        under.put(member, new Progress(Home.USUAL, running, copied, all, fault));
    }
}
