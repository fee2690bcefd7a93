package io.snodo.hub.exchange;

import io.snodo.hub.members.Members;
import io.snodo.hub.members.Sightings;
import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.MessageType;
import io.snodo.messages.body.MemberHello;
import io.snodo.messages.body.Registry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Answers a spoke that presents itself: with the registry, unless it has the current one. */
@Component
class Greeting implements Deliberation {
    private final Members members;
    private final Sightings sightings;
    private final ObjectProvider<Exchange> exchange;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Greeting(
            Members members,
            Sightings sightings,
            ObjectProvider<Exchange> exchange,
            ApplicationEventPublisher events,
            Clock clock) {
        this.members = members;
        this.sightings = sightings;
        this.exchange = exchange;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public Set<MessageType> types() {
        return Set.of(MessageType.MEMBER_HELLO);
    }

    @Override
    public Verdict decide(Message message, Instant now) {
        MemberHello hello = (MemberHello) message.content();
        sightings.greeted(message.from(), hello, now);
        Registry registry = members.registry(message.from());
        if (hello.registryVersion() != registry.version()) {
            exchange.getObject().say(Message.of(clock, MemberCode.HUB, List.of(message.from()), registry));
        }
        events.publishEvent(new MemberGreeted(message.from()));
        return new Verdict.Forward(List.of());
    }
}
