package io.snodo.hub.federation;

import io.snodo.hub.delivery.PassingFrames;
import io.snodo.hub.delivery.Rounds;
import io.snodo.hub.exchange.AfterCommit;
import io.snodo.hub.exchange.Committed;
import io.snodo.hub.exchange.Decision;
import io.snodo.hub.exchange.PassedAnswered;
import io.snodo.hub.members.Binding;
import io.snodo.hub.members.Members;
import io.snodo.hub.members.NearHub;
import io.snodo.messages.MemberCode;
import io.snodo.messages.receipt.Frame;
import io.snodo.messages.receipt.Stamp;
import io.snodo.messages.refusal.Problem;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.messages.seal.Sealed;
import io.snodo.messages.seal.VerifyKey;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * One lane to each neighbour: what our members have said about its tickets, in their order, until it has answered. One
 * whose neighbour is away holds up no other; nothing of it is lost, and who looks sees it wait (ST-748).
 */
@Component
class PassingLanes implements AfterCommit, DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(PassingLanes.class);
    private static final int LONGEST_CALL = 200_000;

    private final Passings passings;
    private final Members members;
    private final ObjectProvider<HubCalls> calls;
    private final PassingFrames frames;
    private final ApplicationEventPublisher events;
    private final FederationSettings settings;
    private final Clock clock;
    private final Map<MemberCode, Rounds> lanes = new ConcurrentHashMap<>();

    PassingLanes(
            Passings passings,
            Members members,
            ObjectProvider<HubCalls> calls,
            PassingFrames frames,
            ApplicationEventPublisher events,
            FederationSettings settings,
            Clock clock) {
        this.passings = passings;
        this.members = members;
        this.calls = calls;
        this.frames = frames;
        this.events = events;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void committed(Committed committed) {
        if (committed.passing()) {
            ringAll();
        }
    }

    /** What an earlier process has left, and what another node has committed. */
    @Scheduled(fixedDelay = 5_000)
    void ringAll() {
        members.near()
                .forEach(hub -> lanes.computeIfAbsent(hub.code(), this::lane).ring());
    }

    private Rounds lane(MemberCode hub) {
        return new Rounds("hub-" + hub, () -> step(hub), settings.firstPause(), settings.longestPause());
    }

    @Scheduled(fixedDelay = 60_000, initialDelay = 60_000)
    void soundAndForget() {
        try {
            passings.lanes()
                    .forEach(lane -> LOG.warn(
                            "messages for another hub held up hub={} waiting={} since={} parked={} cause={}",
                            lane.hub(),
                            lane.waiting(),
                            lane.oldest(),
                            lane.parked(),
                            lane.cause()));
            passings.forget(clock.instant().minus(settings.kept()));
        } catch (DataAccessException e) {
            LOG.warn(
                    "passing messages cannot be read, trying again cause={}",
                    e.getClass().getSimpleName());
        }
    }

    private Rounds.Step step(MemberCode hub) {
        try {
            Optional<NearHub> near = members.near(hub);
            HubCalls caller = calls.getIfAvailable();
            List<Passings.Waiting> next =
                    near.isEmpty() || caller == null ? List.of() : portion(passings.next(hub, settings.portion()));
            return next.isEmpty()
                    ? Rounds.Step.NOTHING_LEFT
                    : pass(near.orElseThrow(), Objects.requireNonNull(caller), next);
        } catch (DataAccessException e) {
            LOG.warn("lane stands still hub={} cause={}", hub, e.getClass().getSimpleName());
            return Rounds.Step.FAILED;
        }
    }

    private static List<Passings.Waiting> portion(List<Passings.Waiting> next) {
        int many = 0;
        long length = 0;
        while (many < next.size() && (many == 0 || length + next.get(many).jws().length() <= LONGEST_CALL)) {
            length += next.get(many++).jws().length();
        }
        return next.subList(0, many);
    }

    private Rounds.Step pass(NearHub hub, HubCalls caller, List<Passings.Waiting> next) {
        HubCall call = new HubCall(
                List.of(caller.own()),
                null,
                next.stream()
                        .map(each -> new HubCall.Item(null, null, each.jws()))
                        .toList());
        return switch (caller.call(hub, call)) {
            case HubCalls.Result.Away(String cause) -> {
                LOG.warn("lane waits hub={} cause={}", hub.code(), cause);
                next.forEach(each -> passings.waits(hub.code(), each, cause));
                yield Rounds.Step.FAILED;
            }
            case HubCalls.Result.AtFault(String cause) -> atFault(hub, caller, next, cause);
            case HubCalls.Result.Answered(HubAnswer answer) -> answered(hub, next, answer);
        };
    }

    private Rounds.Step atFault(NearHub hub, HubCalls caller, List<Passings.Waiting> next, String cause) {
        if (next.size() == 1) {
            LOG.warn(
                    "message fails hub={} message={} cause={}",
                    hub.code(),
                    next.getFirst().message(),
                    cause);
            passings.failed(hub.code(), next.getFirst(), cause, settings.attempts());
            return Rounds.Step.FAILED;
        }
        for (Passings.Waiting each : next) {
            Rounds.Step step = pass(hub, caller, List.of(each));
            if (step != Rounds.Step.DONE) {
                return step;
            }
        }
        return Rounds.Step.DONE;
    }

    /** Whose message has to wait is left out from then on, so that the lane goes on for all others. */
    private Rounds.Step answered(NearHub hub, List<Passings.Waiting> next, HubAnswer answer) {
        boolean waits = false;
        for (int i = 0; i < next.size(); i++) {
            waits |= !settle(hub, next.get(i), answer.items().get(i));
        }
        return waits && next.size() == 1 ? Rounds.Step.FAILED : Rounds.Step.DONE;
    }

    /** False if it waits. */
    private boolean settle(NearHub hub, Passings.Waiting passed, HubAnswer.One one) {
        Stamp stamp = one.stamp();
        Problem problem = one.problem();
        if (stamp != null) {
            if (!attests(hub, passed, stamp)) {
                passings.failed(hub.code(), passed, "stamp_invalid", settings.attempts());
                return false;
            }
            passings.stamped(hub.code(), passed, stamp);
            tell(passed, new Frame.Receipts(List.of(stamp)), new Decision.Accepted(passed.message(), stamp));
        } else if (problem == null) {
            passings.kept(hub.code(), passed);
        } else if (isCounted(problem.code())) {
            passings.failed(hub.code(), passed, "hub_answers_" + problem.code().wire(), settings.attempts());
            passings.pauses(hub.code(), passed, "hub_answers_" + problem.code().wire(), settings.longestPause());
            return false;
        } else if (problem.retryable()) {
            passings.pauses(hub.code(), passed, "hub_answers_" + problem.code().wire(), pause(problem));
            return false;
        } else {
            Refusal refusal = new Refusal(
                    problem.code(),
                    problem.detail(),
                    problem.retryAfter() == null ? null : Duration.ofSeconds(problem.retryAfter()),
                    problem.present(),
                    problem.missing());
            passings.refused(hub.code(), passed, refusal);
            String correlation = UUID.randomUUID().toString();
            tell(
                    passed,
                    new Frame.Refused(passed.message(), correlation, refusal.problem(correlation)),
                    new Decision.Refused(passed.message(), refusal));
        }
        return true;
    }

    /**
     * A fault of its own that it finds again and again, or a key of ours that it has not been told of yet: parked in the end,
     * and not refused for good.
     */
    private static boolean isCounted(RefusalCode code) {
        return code == RefusalCode.INTERNAL_ERROR || code == RefusalCode.KEY_UNKNOWN;
    }

    private Duration pause(Problem problem) {
        Duration asked =
                problem.retryAfter() == null ? settings.firstPause() : Duration.ofSeconds(problem.retryAfter());
        Duration most = settings.longestPause();
        return asked.compareTo(most) > 0 ? most : asked;
    }

    /** Under the home's key, and about this very message. */
    private static boolean attests(NearHub hub, Passings.Waiting passed, Stamp stamp) {
        Optional<String> digest = Sealed.read(passed.jws()).map(Sealed::digest);
        return hub.keys().stream()
                .flatMap(jwk -> stamp.verify(VerifyKey.ofJwk(jwk)).stream())
                .anyMatch(record -> record.message().equals(passed.message())
                        && Optional.of(record.digest()).equals(digest)
                        && record.from().equals(passed.sender()));
    }

    /** By its sender's binding; who misses it says it again, and is answered again. */
    private void tell(Passings.Waiting passed, Frame frame, Decision decision) {
        if (members.bindingOf(passed.sender()).equals(Binding.AMQP) && members.admits(passed.sender())) {
            frames.send(passed.sender(), frame);
        }
        events.publishEvent(new PassedAnswered(passed.sender(), passed.message(), decision));
    }

    @Override
    public void destroy() {
        lanes.values().forEach(Rounds::stop);
    }
}
