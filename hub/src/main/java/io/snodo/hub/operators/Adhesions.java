package io.snodo.hub.operators;

import io.snodo.hub.members.Life;
import io.snodo.hub.members.Registrar;
import io.snodo.messages.MemberCode;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** How many are at which point of their lives, and who is on the way in. */
@Component
public class Adhesions {
    private final Registrar registrar;

    Adhesions(Registrar registrar) {
        this.registrar = registrar;
    }

    /** One that is not admitted yet. */
    public record Waiting(MemberCode member, Life.State state, Instant since, String by) {}

    /** States at which nobody is are missing. */
    public Map<Life.State, Long> counts() {
        Map<Life.State, Long> counts = new EnumMap<>(Life.State.class);
        registrar.lives().values().forEach(life -> counts.merge(life.state(), 1L, Long::sum));
        return counts;
    }

    /** Who has been longest at its point first. */
    public List<Waiting> waiting() {
        return registrar.lives().values().stream()
                .filter(life -> life.state().compareTo(Life.State.ADMITTED) < 0) // states are in the order of a life
                .map(life -> new Waiting(life.member(), life.state(), life.since(), life.by()))
                .sorted(Comparator.comparing(Waiting::since).thenComparing(Waiting::member))
                .toList();
    }
}
