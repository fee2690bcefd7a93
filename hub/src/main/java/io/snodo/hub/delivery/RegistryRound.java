package io.snodo.hub.delivery;

import io.snodo.hub.exchange.RegistrySaid;
import io.snodo.hub.members.Binding;
import io.snodo.hub.members.Members;
import io.snodo.messages.MemberCode;
import io.snodo.messages.receipt.Frame;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Brings what the hub says of the registry to many at once: in passing to who is connected, because who misses it notices
 * and asks (ST-630), so that no row is written for them; as deliveries to who is called or fetches.
 */
@Component
class RegistryRound {
    /** So long it may lie behind other frames on the address of a member that is slow. */
    private static final Duration GOOD = Duration.ofHours(1);

    private final Members members;
    private final Waiting waiting;
    private final PassingFrames passing;
    private final PushLanes pushed;
    private final Clock clock;

    RegistryRound(Members members, Waiting waiting, PassingFrames passing, PushLanes pushed, Clock clock) {
        this.members = members;
        this.waiting = waiting;
        this.passing = passing;
        this.pushed = pushed;
        this.clock = clock;
    }

    @EventListener
    void bring(RegistrySaid said) {
        if (said.messages().isEmpty()) {
            return;
        }
        List<MemberCode> connecting = new ArrayList<>();
        List<MemberCode> others = new ArrayList<>();
        for (MemberCode member : said.to()) {
            if (members.hasDeparted(member)) { // it has asked and gone meanwhile
                continue;
            }
            (members.bindingOf(member).equals(Binding.AMQP) ? connecting : others).add(member);
        }
        if (!connecting.isEmpty()) {
            List<Frame> frames = waiting.said(said.messages());
            passing.sendToWhoIsThere(connecting, frames, clock.instant().plus(GOOD));
        }
        if (!others.isEmpty()) {
            waiting.bring(others, said.messages(), clock.instant());
            others.forEach(pushed::ring);
        }
    }
}
