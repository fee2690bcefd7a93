package io.snodo.hub.delivery;

import io.snodo.hub.members.Binding;
import io.snodo.hub.members.Members;
import io.snodo.hub.members.RosterChanged;
import io.snodo.messages.MemberCode;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * For a member that asks nothing is put and nothing is parked (ST-555). What is, it has from the time when it was called or
 * connected, and finds in its mailbox from then on that the hub knows better; and whoever receives another way than before
 * gets that way what it has not confirmed.
 */
@Component
class ChangedBindings {
    private static final Logger LOG = LoggerFactory.getLogger(ChangedBindings.class);
    private static final int AT_ONCE = 1_000;

    private final Waiting waiting;
    private final Members members;
    private final Lanes lanes;
    private final Clock clock;

    ChangedBindings(Waiting waiting, Members members, Lanes lanes, Clock clock) {
        this.waiting = waiting;
        this.members = members;
        this.lanes = lanes;
        this.clock = clock;
    }

    @EventListener(ApplicationStartedEvent.class)
    void fillMailboxes() {
        members.bindings().forEach((member, binding) -> {
            switch (binding) {
                case Binding.RestPull(), Binding.SoapPull() -> again(member);
                case Binding.Amqp(), Binding.RestPush(var _), Binding.SoapPush(var _), Binding.Via(var _) -> {}
            }
        });
    }

    @EventListener
    void deliverAnotherWay(RosterChanged changed) {
        changed.rebound().forEach(member -> {
            again(member);
            lanes.again(member);
        });
        changed.resumed().forEach(lanes::again);
    }

    private void again(MemberCode member) {
        Instant now = clock.instant();
        long filled = waiting.parkedAgain(member);
        long more;
        do {
            more = waiting.unconfirmedAgain(member, now, now, AT_ONCE);
            filled += more;
        } while (more == AT_ONCE);
        if (filled > 0) {
            LOG.info("delivered again another way tenant={} deliveries={}", member, filled);
        }
    }
}
