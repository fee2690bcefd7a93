package io.snodo.hub.exchange;

import io.snodo.hub.members.Life;
import io.snodo.hub.members.Members;
import io.snodo.hub.members.Registrar;
import io.snodo.hub.members.RegistryUntold;
import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.body.Registry;
import java.time.Clock;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells all members when the registry has changed; who misses it is told when it presents itself. */
@Component
class RegistryNews {
    private final Members members;
    private final Registrar registrar;
    private final Exchange exchange;
    private final Clock clock;

    RegistryNews(Members members, Registrar registrar, Exchange exchange, Clock clock) {
        this.members = members;
        this.registrar = registrar;
        this.exchange = exchange;
        this.clock = clock;
    }

    @EventListener
    void tell(RegistryUntold untold) {
        registrar.tell(() -> {
            Registry all = members.registry();
            return all.version() >= untold.version()
                    && all.members().stream()
                            .map(Registry.Member::code)
                            .filter(member -> members.state(member) != Life.State.INVITED)
                            .collect(Collectors.partitioningBy(members::isInTrial))
                            .values()
                            .stream()
                            .filter(readers -> !readers.isEmpty())
                            .allMatch(readers -> said(
                                    Message.of(clock, MemberCode.HUB, readers, members.registry(readers.getFirst()))));
        });
    }

    private boolean said(Message message) {
        return switch (exchange.say(message).join()) {
            case Decision.Accepted _, Decision.Noted _ -> true;
            case Decision.Refused _ -> false; // the hub is busy: the news come again
        };
    }
}
