package io.snodo.hub.overflow;

import io.snodo.hub.tenancy.CurrentTenant;
import io.snodo.messages.MemberCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Who is busy and who helps whom, for the hub operator to read. */
@Component
public class Overflow {
    private final Readings readings;
    private final Episodes episodes;

    Overflow(Readings readings, Episodes episodes) {
        this.readings = readings;
        this.episodes = episodes;
    }

    /** The latest of every queue. */
    public List<Reading> queues() {
        return CurrentTenant.during(MemberCode.HUB, readings::all);
    }

    /** The open ones and those that ended at or after {@code since}, newest first. */
    public List<Episode> episodes(Instant since) {
        return CurrentTenant.during(MemberCode.HUB, () -> episodes.since(since));
    }

    /** Why that help and no other, for {@code reader}: the hub, or one of the two; empty for anybody else. */
    public Optional<Choice> choice(MemberCode reader, UUID episode) {
        return CurrentTenant.during(reader, () -> episodes.choice(episode));
    }
}
