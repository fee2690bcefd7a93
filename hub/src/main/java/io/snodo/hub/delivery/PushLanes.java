package io.snodo.hub.delivery;

import io.snodo.hub.exchange.AfterCommit;
import io.snodo.hub.exchange.Committed;
import io.snodo.hub.exchange.Outgoing;
import io.snodo.messages.MemberCode;
import io.snodo.messages.receipt.Frame;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Lanes of members that the hub calls: from the database, in order, each on its own, so that one whose endpoint is away
 * holds up nobody else. What is put and not marked in a crash is put again, and dropped by the recipient's inbox.
 */
@Component
class PushLanes implements AfterCommit, DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(PushLanes.class);

    /** In characters of sealed messages, which SOAP says twice. */
    private static final int LONGEST_CALL = 200_000;

    private final Waiting waiting;
    private final Courier courier;
    private final DeliverySettings settings;
    private final int portion;
    private final Clock clock;
    private final Map<MemberCode, Rounds> lanes = new ConcurrentHashMap<>();

    PushLanes(Waiting waiting, Courier courier, DeliverySettings settings, PushSettings push, Clock clock) {
        this.waiting = waiting;
        this.courier = courier;
        this.settings = settings;
        this.portion = push.portion();
        this.clock = clock;
    }

    @Override
    public void committed(Committed committed) {
        if (courier.callsNobody()) {
            return;
        }
        committed.outgoing().stream().map(Outgoing::recipient).distinct().forEach(this::ring);
        committed.catchingUp().forEach(this::ring);
    }

    /** Something waits in the database for {@code member}; of no matter to who is not called. */
    void ring(MemberCode member) {
        if (courier.endpoint(member).isPresent()) {
            lanes.computeIfAbsent(member, this::lane).ring();
        }
    }

    private Rounds lane(MemberCode member) {
        return new Rounds("push-" + member, () -> step(member), settings.firstPause(), settings.longestPause());
    }

    /** Where the member is called is asked each time: it may have moved, or be called no more. */
    private Rounds.Step step(MemberCode member) {
        try {
            Optional<URI> to = courier.endpoint(member);
            List<Outgoing> next = to.isEmpty() ? List.of() : waiting.first(member, portion);
            return next.isEmpty()
                    ? Rounds.Step.NOTHING_LEFT
                    : put(member, to.orElseThrow(), Portion.of(next, LONGEST_CALL));
        } catch (DataAccessException e) {
            LOG.warn(
                    "lane stands still tenant={} cause={}", member, e.getClass().getSimpleName());
            return Rounds.Step.FAILED;
        }
    }

    /** All in one call; if it is at fault one by one, so that what is not at fault gets through up to what is. */
    private Rounds.Step put(MemberCode member, URI to, List<Outgoing> deliveries) {
        return switch (courier.bring(member, to, parcel(deliveries))) {
            case Post.Result.Put() -> {
                waiting.put(deliveries, clock.instant());
                yield Rounds.Step.DONE;
            }
            case Post.Result.Wait(String cause) -> {
                LOG.warn("lane waits tenant={} cause={}", member, cause);
                waiting.held(member, cause);
                yield Rounds.Step.FAILED;
            }
            case Post.Result.AtFault(String cause) -> {
                if (deliveries.size() > 1) {
                    yield oneByOne(member, to, deliveries);
                }
                LOG.warn(
                        "delivery fails tenant={} delivery={} cause={}",
                        member,
                        deliveries.getFirst().id(),
                        cause);
                waiting.failed(deliveries.getFirst(), cause, settings.attempts());
                yield Rounds.Step.FAILED;
            }
        };
    }

    private Rounds.Step oneByOne(MemberCode member, URI to, List<Outgoing> deliveries) {
        for (Outgoing delivery : deliveries) {
            Rounds.Step step = put(member, to, List.of(delivery));
            if (step != Rounds.Step.DONE) {
                return step;
            }
        }
        return Rounds.Step.DONE;
    }

    private static Parcel parcel(List<Outgoing> deliveries) {
        return new Parcel.Frames(deliveries.stream()
                .<Frame>map(delivery -> new Frame.Delivery(delivery.jws(), delivery.stamp()))
                .toList());
    }

    @Override
    public void destroy() {
        lanes.values().forEach(Rounds::stop);
    }
}
