package io.snodo.hub.exchange;

import io.snodo.hub.members.Members;
import io.snodo.hub.members.Sightings;
import io.snodo.messages.Message;
import io.snodo.messages.MessageType;
import io.snodo.messages.body.MemberHello;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Answers a spoke that presents itself: with what its copy of the registry lacks. */
@Component
class Greeting implements Deliberation {
    private final Members members;
    private final Sightings sightings;
    private final ObjectProvider<RegistryNews> news;
    private final ApplicationEventPublisher events;

    Greeting(
            Members members, Sightings sightings, ObjectProvider<RegistryNews> news, ApplicationEventPublisher events) {
        this.members = members;
        this.sightings = sightings;
        this.news = news;
        this.events = events;
    }

    @Override
    public Set<MessageType> types() {
        return Set.of(MessageType.MEMBER_HELLO);
    }

    @Override
    public Verdict decide(Message message, Instant now) {
        MemberHello hello = (MemberHello) message.content();
        sightings.greeted(message.from(), hello, now);
        if (hello.registryVersion() != members.registry().version()) {
            news.getObject().answer(message.from(), hello.registryVersion());
        }
        events.publishEvent(new MemberGreeted(message.from()));
        return new Verdict.Forward(List.of());
    }
}
