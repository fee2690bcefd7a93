package io.snodo.hub.exchange;

import io.snodo.hub.members.Circle;
import io.snodo.hub.members.Members;
import io.snodo.hub.members.Registrar;
import io.snodo.hub.members.RegistryUntold;
import io.snodo.messages.MemberCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Tells all members when the registry has changed, and each that presents itself with another version what it lacks (ST-620,
 * ST-622). Many with the same copy are told by the same messages.
 */
@Component
class RegistryNews implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryNews.class);
    private static final Duration SOON = Duration.ofSeconds(2);

    private final Members members;
    private final Registrar registrar;
    private final RegistryEditions editions;
    private final ApplicationEventPublisher events;
    /** Which copy each has that waits to be told; no more than there are members. */
    private final Map<MemberCode, Long> asking = new HashMap<>();

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("registry-news").factory());

    RegistryNews(Members members, Registrar registrar, RegistryEditions editions, ApplicationEventPublisher events) {
        this.members = members;
        this.registrar = registrar;
        this.editions = editions;
        this.events = events;
    }

    @EventListener
    void tell(RegistryUntold untold) {
        registrar.tell((from, version) -> {
            if (members.registry().version() != version) {
                return false; // this node is behind: at its next look
            }
            List<RegistrySaid> said = new ArrayList<>();
            boolean all = Stream.of(Circle.values())
                    .allMatch(circle -> say(new RegistryEditions.Copy(circle, from), members.of(circle), said));
            if (all) {
                said.forEach(events::publishEvent); // not before: who brings them keeps the exchange waiting
            }
            return all;
        });
    }

    /** Who has come from the other circle has never had a copy of this one. False if the hub is too busy. */
    private boolean say(RegistryEditions.Copy copy, Set<MemberCode> readers, List<RegistrySaid> said) {
        Set<MemberCode> crossed = registrar.crossed(
                copy.circle(), copy.version(), members.registry().version());
        Set<MemberCode> newcomers = new HashSet<>(readers);
        newcomers.retainAll(crossed);
        Set<MemberCode> others = new HashSet<>(readers);
        others.removeAll(crossed);
        return sayTo(copy, others, said) && sayTo(copy.none(), newcomers, said);
    }

    private boolean sayTo(RegistryEditions.Copy copy, Set<MemberCode> readers, List<RegistrySaid> said) {
        if (readers.isEmpty()) {
            return true;
        }
        Optional<List<UUID>> messages = editions.of(copy);
        messages.ifPresent(ids -> said.add(new RegistrySaid(ids, readers)));
        return messages.isPresent();
    }

    /** {@code member} has presented itself with that copy; whatever it lacks is said soon. */
    void answer(MemberCode member, long copy) {
        boolean first;
        synchronized (asking) {
            first = asking.isEmpty();
            asking.put(member, copy);
        }
        if (first) {
            thread.execute(this::answerAll);
        }
    }

    private void answerAll() {
        Map<RegistryEditions.Copy, Set<MemberCode>> byCopy = new HashMap<>();
        synchronized (asking) {
            asking.forEach((member, version) -> byCopy.computeIfAbsent(
                            new RegistryEditions.Copy(members.circle(member), version), _ -> new HashSet<>())
                    .add(member));
            asking.clear();
        }
        byCopy.forEach(this::answer);
    }

    private void answer(RegistryEditions.Copy copy, Set<MemberCode> them) {
        try {
            List<RegistrySaid> said = new ArrayList<>();
            if (say(copy, them, said)) {
                said.forEach(events::publishEvent);
                return;
            }
        } catch (RuntimeException e) { // the database is away
            LOG.warn("registry could not be told, trying again members={} cause={}", them.size(), e.toString());
        }
        var _ = thread.schedule(
                () -> them.forEach(member -> answer(member, copy.version())), SOON.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
