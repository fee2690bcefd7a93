package io.snodo.hub.submissions;

import io.snodo.hub.delivery.Courier;
import io.snodo.hub.delivery.Parcel;
import io.snodo.hub.delivery.Post;
import io.snodo.hub.delivery.Rounds;
import io.snodo.messages.MemberCode;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Tells members that want to be told what became of their submissions, one after the other for each member. */
@Component
class OutcomePush implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(OutcomePush.class);

    private final KeptSubmissions kept;
    private final Courier courier;
    private final SubmissionSettings settings;
    /** No more than members that are called. */
    private final Map<MemberCode, Rounds> lanes = new ConcurrentHashMap<>();

    OutcomePush(KeptSubmissions kept, Courier courier, SubmissionSettings settings) {
        this.kept = kept;
        this.courier = courier;
        this.settings = settings;
    }

    /** Of no matter to who is not called. */
    void ring(MemberCode member) {
        if (courier.endpoint(member).isPresent()) {
            lanes.computeIfAbsent(member, this::lane).ring();
        }
    }

    private Rounds lane(MemberCode member) {
        return new Rounds("outcomes-" + member, () -> step(member), settings.firstPause(), settings.longestPause());
    }

    private Rounds.Step step(MemberCode member) {
        if (courier.endpoint(member).isEmpty()) { // suspended meanwhile, or called no more
            return Rounds.Step.NOTHING_LEFT;
        }
        try {
            Optional<KeptSubmissions.Unpushed> next = kept.firstUnpushed(member);
            return next.isEmpty() ? Rounds.Step.NOTHING_LEFT : push(member, next.get());
        } catch (DataAccessException e) {
            LOG.warn(
                    "outcome not pushed, trying again tenant={} cause={}",
                    member,
                    e.getClass().getSimpleName());
            return Rounds.Step.FAILED;
        }
    }

    private Rounds.Step push(MemberCode member, KeptSubmissions.Unpushed next) {
        if (!courier.mayCall(member, next.replyTo())) { // its endpoint has moved since
            kept.refused(member, next.id());
            return Rounds.Step.DONE;
        }
        return switch (courier.bring(member, next.replyTo(), new Parcel.Answer(next.id(), next.outcome()))) {
            case Post.Result.Put() -> {
                kept.pushed(member, next.id());
                yield Rounds.Step.DONE;
            }
            case Post.Result.Wait(String cause) -> {
                LOG.warn("outcome waits tenant={} cause={}", member, cause);
                kept.waits(member, next.id());
                yield Rounds.Step.FAILED;
            }
            case Post.Result.AtFault(String cause) -> {
                LOG.warn("outcome refused tenant={} cause={}", member, cause);
                kept.refused(member, next.id());
                yield Rounds.Step.FAILED;
            }
        };
    }

    /** What an earlier process has left, and what was forgotten for whatever reason. */
    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1S")
    void search() {
        try {
            kept.withUnpushed().forEach(this::ring);
        } catch (DataAccessException e) {
            LOG.warn(
                    "outcomes cannot be looked for, trying again cause={}",
                    e.getClass().getSimpleName());
        }
    }

    @Override
    public void destroy() {
        lanes.values().forEach(Rounds::stop);
    }
}
