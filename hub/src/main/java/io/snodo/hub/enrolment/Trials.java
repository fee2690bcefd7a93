package io.snodo.hub.enrolment;

import io.snodo.hub.exchange.MemberGreeted;
import io.snodo.hub.members.Life;
import io.snodo.hub.members.Members;
import io.snodo.hub.members.Registrar;
import io.snodo.hub.members.Sightings;
import io.snodo.messages.MemberCode;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Who has enrolled and presents itself for the first time is in trial from then on. */
@Component
class Trials {
    private final Members members;
    private final Registrar registrar;
    private final Sightings sightings;
    /** Whose turn has not come yet: the committing thread has no time for it. */
    private final Set<MemberCode> greeted = ConcurrentHashMap.newKeySet();

    Trials(Members members, Registrar registrar, Sightings sightings) {
        this.members = members;
        this.registrar = registrar;
        this.sightings = sightings;
    }

    @EventListener
    void greeted(MemberGreeted greeting) {
        if (members.state(greeting.member()) == Life.State.ENROLLED) {
            greeted.add(greeting.member());
        }
    }

    @Scheduled(fixedDelayString = "PT0.5S")
    void begin() {
        for (MemberCode member : greeted) {
            sightings.lastHello(member).ifPresent(hello -> {
                registrar.advance(
                        member, Life.State.IN_TRIAL, member.value(), null, "hello of " + hello.software(), () -> {});
                greeted.remove(member);
            });
        }
    }
}
