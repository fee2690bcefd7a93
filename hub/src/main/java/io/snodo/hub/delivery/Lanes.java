package io.snodo.hub.delivery;

import io.snodo.hub.exchange.AfterCommit;
import io.snodo.hub.exchange.Committed;
import io.snodo.hub.exchange.Outgoing;
import io.snodo.hub.members.Binding;
import io.snodo.hub.members.Members;
import io.snodo.messages.MemberCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * All lanes that lead over the broker, and what is to be put next: what has just been committed where a lane is live, what waits in the
 * database where it is behind. All but {@link #committed} and {@link #again} belongs to the flow's one thread.
 */
@Component
class Lanes implements AfterCommit {
    private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);
    private static final int COMMITS_REMEMBERED = 256;
    private static final int COMMITS_IN_A_TURN = 16;
    private static final int FROM_THE_DATABASE = 256;
    private static final int LANES_SWEPT_IN_A_TURN = 64;
    private static final Duration NAP = Duration.ofMillis(50);

    private final Waiting waiting;
    private final Members members;
    private final PushLanes pushed;
    private final DeliverySettings settings;
    private final Clock clock;
    private final BlockingQueue<Committed> fresh = new LinkedBlockingQueue<>(COMMITS_REMEMBERED);
    private final Set<MemberCode> left = ConcurrentHashMap.newKeySet();
    private final Map<MemberCode, Lane> lanes = new HashMap<>();
    private boolean searched;
    private Instant nextSearch;

    Lanes(Waiting waiting, Members members, PushLanes pushed, DeliverySettings settings, Clock clock) {
        this.waiting = waiting;
        this.members = members;
        this.pushed = pushed;
        this.settings = settings;
        this.clock = clock;
        this.nextSearch = clock.instant();
    }

    /** What does not fit into memory is left to the database, where it is anyway. */
    @Override
    public void committed(Committed committed) {
        if (committed.outgoing().isEmpty() && committed.catchingUp().isEmpty()) {
            return;
        }
        left.addAll(committed.catchingUp());
        if (!fresh.offer(committed)) {
            committed.outgoing().forEach(delivery -> left.add(delivery.recipient()));
        }
    }

    /** Something older waits in the database for {@code member}. */
    void again(MemberCode member) {
        if (isElsewhere(member)) {
            pushed.ring(member);
        } else {
            left.add(member);
        }
    }

    /** What to put now; waits a moment for it. Null if there is nothing. */
    @Nullable
    Turn due() {
        try {
            List<Committed> commits = new ArrayList<>();
            Committed first = fresh.poll(NAP.toMillis(), TimeUnit.MILLISECONDS);
            if (first != null) {
                commits.add(first);
                fresh.drainTo(commits, COMMITS_IN_A_TURN - 1);
            }
            return turn(commits, clock.instant());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private @Nullable Turn turn(List<Committed> commits, Instant now) {
        // After the queue was read: whatever was left to the database before something in the queue is known here.
        for (MemberCode member : Set.copyOf(left)) {
            left.remove(member);
            if (!isElsewhere(member)) {
                lane(member, now).fallBehind(now);
            }
        }
        Map<MemberCode, List<Outgoing>> turn = new LinkedHashMap<>();
        for (Committed commit : commits) {
            for (Outgoing delivery : commit.outgoing()) {
                if (!isElsewhere(delivery.recipient())
                        && lane(delivery.recipient(), now).takes(delivery)) {
                    turn.computeIfAbsent(delivery.recipient(), _ -> new ArrayList<>())
                            .add(delivery);
                }
            }
        }
        Set<MemberCode> exhausted = new HashSet<>(turn.keySet());
        try {
            search(now);
            sweep(turn, exhausted, now);
        } catch (DataAccessException e) {
            LOG.warn(
                    "waiting deliveries cannot be read, trying again cause={}",
                    e.getClass().getSimpleName());
            nextSearch = now.plus(settings.firstPause());
        }
        return turn.isEmpty() ? null : new Turn(turn, exhausted);
    }

    /** At first for what an earlier process has left, then for what has waited too long for whatever reason. */
    private void search(Instant now) {
        if (!nextSearch.isAfter(now)) {
            Instant since = searched ? now.minus(settings.sweep()) : now;
            for (MemberCode member : waiting.recipients(since)) {
                if (isElsewhere(member)) {
                    pushed.ring(member);
                } else {
                    lane(member, now).fallBehind(now);
                }
            }
            searched = true;
            nextSearch = now.plus(settings.sweep());
        }
    }

    private void sweep(Map<MemberCode, List<Outgoing>> turn, Set<MemberCode> exhausted, Instant now) {
        List<MemberCode> behind = lanes.entrySet().stream()
                .filter(lane -> !isElsewhere(lane.getKey()) && lane.getValue().sweepDue(now))
                .limit(LANES_SWEPT_IN_A_TURN)
                .map(Map.Entry::getKey)
                .toList();
        for (MemberCode member : behind) {
            List<Outgoing> older = waiting.first(member, FROM_THE_DATABASE);
            boolean all = older.size() < FROM_THE_DATABASE;
            if (older.isEmpty()) {
                lane(member, now).put(0, true, now);
            } else {
                turn.put(member, older);
                if (all) {
                    exhausted.add(member);
                } else {
                    exhausted.remove(member); // what was fresh has given way to these, and waits in the database too
                }
            }
        }
    }

    /** What became of a turn, for the database and the lanes to know. */
    void settled(Turn.Result result) {
        Instant now = clock.instant();
        Map<MemberCode, Long> upTo = new HashMap<>();
        result.put().forEach(delivery -> upTo.merge(delivery.recipient(), delivery.id(), Math::max));
        try {
            if (!result.put().isEmpty()) {
                waiting.put(result.put(), now);
            }
            result.failures().forEach(this::note);
        } catch (DataAccessException e) {
            // put and not marked: it will be put again, and dropped by the recipient's inbox
            LOG.warn(
                    "deliveries put and not marked count={} cause={}",
                    result.put().size(),
                    e.getClass().getSimpleName());
            result.turn()
                    .lanes()
                    .keySet()
                    .forEach(m -> lane(m, now).failed(now, settings.firstPause(), settings.longestPause()));
            return;
        }
        for (MemberCode member : result.turn().lanes().keySet()) {
            if (result.failures().containsKey(member)) {
                lane(member, now).failed(now, settings.firstPause(), settings.longestPause());
            } else {
                lane(member, now)
                        .put(
                                upTo.getOrDefault(member, 0L),
                                result.turn().exhausted().contains(member),
                                now);
            }
        }
    }

    private void note(MemberCode member, Turn.Failure failure) {
        switch (failure) {
            case Turn.Failure.Wait(String cause) -> {
                LOG.warn("lane waits tenant={} cause={}", member, cause);
                waiting.held(member, cause);
            }
            case Turn.Failure.AtFault(Outgoing delivery, String cause) -> {
                LOG.warn("delivery fails tenant={} delivery={} cause={}", member, delivery.id(), cause);
                waiting.failed(delivery, cause, settings.attempts());
            }
        }
    }

    private Lane lane(MemberCode member, Instant now) {
        return lanes.computeIfAbsent(member, _ -> new Lane(now));
    }

    /** What is for a suspended member waits in the database, and is put when it is resumed. */
    private boolean isElsewhere(MemberCode member) {
        return !members.bindingOf(member).equals(Binding.AMQP) || members.isSuspended(member);
    }
}
