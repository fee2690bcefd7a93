package io.snodo.hub.console;

import io.snodo.hub.identity.Office;
import io.snodo.hub.pages.Streams;
import io.snodo.messages.MemberCode;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Tells an open page of the console what it is about: an administrator's of his own member, and nobody's else. */
@Component
class LivePages {
    private final Streams hubStreams;
    private final Streams memberStreams;

    LivePages(Streams hubStreams, Streams memberStreams) {
        this.hubStreams = hubStreams;
        this.memberStreams = memberStreams;
    }

    Optional<SseEmitter> open(Office office, String seen) {
        String topic = topic(office);
        return office.body().isPresent()
                ? memberStreams.open(topic, topic, seen)
                : hubStreams.open(topic, office.name(), seen);
    }

    static String topic(Office office) {
        return office.body().map(MemberCode::value).orElse(ConsolePages.TOPIC);
    }
}
