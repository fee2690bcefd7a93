package io.snodo.hub.delivery;

import io.snodo.hub.members.Binding;
import io.snodo.hub.members.Members;
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
 * connected, and finds in its mailbox from the first start on that knows better.
 */
@Component
class ChangedBindings {
    private static final Logger LOG = LoggerFactory.getLogger(ChangedBindings.class);
    private static final int AT_ONCE = 1_000;

    private final Waiting waiting;
    private final Members members;
    private final Clock clock;

    ChangedBindings(Waiting waiting, Members members, Clock clock) {
        this.waiting = waiting;
        this.members = members;
        this.clock = clock;
    }

    @EventListener(ApplicationStartedEvent.class)
    void fillMailboxes() {
        members.bindings().forEach((member, binding) -> {
            switch (binding) {
                case Binding.RestPull(), Binding.SoapPull() -> fill(member);
                case Binding.Amqp(), Binding.RestPush(var _), Binding.SoapPush(var _) -> {}
            }
        });
    }

    private void fill(MemberCode member) {
        Instant now = clock.instant();
        long filled = waiting.parkedAgain(member);
        long more;
        do {
            more = waiting.unconfirmedAgain(member, now, now, AT_ONCE);
            filled += more;
        } while (more == AT_ONCE);
        if (filled > 0) {
            LOG.info("mailbox filled tenant={} deliveries={}", member, filled);
        }
    }
}
