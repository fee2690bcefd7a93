package io.snodo.hub.federation;

import io.snodo.hub.delivery.Rounds;
import io.snodo.hub.members.Members;
import io.snodo.hub.members.NearHub;
import io.snodo.hub.members.RosterChanged;
import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Registry;
import io.snodo.messages.body.RegistryParts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Tells each neighbour who is behind this hub: at the start, when it has changed, and every ten minutes. Never what another hub has said, so
 * that nothing comes back to where it began.
 */
@Component
class HubNews implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(HubNews.class);

    private final Members members;
    private final ObjectProvider<HubCalls> calls;
    private final FederationSettings settings;
    private final Map<MemberCode, Rounds> rounds = new ConcurrentHashMap<>();
    private final Map<MemberCode, Registry> told = new ConcurrentHashMap<>();

    HubNews(Members members, ObjectProvider<HubCalls> calls, FederationSettings settings) {
        this.members = members;
        this.calls = calls;
        this.settings = settings;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        tellAll();
    }

    @EventListener
    void changed(RosterChanged changed) {
        tellAll();
    }

    /** What was lost over there, a part of many or with a restart, is told again; who knows it already changes nothing. */
    @Scheduled(fixedDelay = 600_000, initialDelay = 600_000)
    void tellAgain() {
        told.clear();
        tellAll();
    }

    private void tellAll() {
        members.near()
                .forEach(hub -> rounds.computeIfAbsent(hub.code(), this::round).ring());
    }

    private Rounds round(MemberCode hub) {
        return new Rounds("hub-news-" + hub, () -> step(hub), settings.firstPause(), settings.longestPause());
    }

    private Rounds.Step step(MemberCode code) {
        Optional<NearHub> hub = members.near(code);
        HubCalls caller = calls.getIfAvailable();
        Registry own = members.own();
        Registry same = new Registry(0, own.members(), List.of(), List.of(), own.retired());
        if (hub.isEmpty() || caller == null || same.equals(told.get(code))) {
            return Rounds.Step.NOTHING_LEFT;
        }
        for (Registry part : RegistryParts.of(own, RegistryParts.ROOM)) {
            HubCalls.Result result = caller.call(hub.get(), new HubCall(List.of(caller.own()), part, List.of()));
            if (!(result instanceof HubCalls.Result.Answered)) {
                LOG.warn("neighbour not told of our members hub={} cause={}", code, result);
                return Rounds.Step.FAILED;
            }
        }
        told.put(code, same);
        return Rounds.Step.DONE;
    }

    @Override
    public void destroy() {
        rounds.values().forEach(Rounds::stop);
    }
}
