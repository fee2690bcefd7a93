package io.snodo.hub.operators;

import io.snodo.hub.delivery.ParkedDeliveries;
import io.snodo.hub.federation.Neighbours;
import io.snodo.hub.identity.Office;
import io.snodo.messages.MemberCode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Somebody who may sends parked deliveries on their way again; each act with its trace, by whose they are. */
@Component
public class Redelivery {
    private final ParkedDeliveries parked;
    private final Neighbours neighbours;
    private final Trail trail;

    Redelivery(ParkedDeliveries parked, Neighbours neighbours, Trail trail) {
        this.parked = parked;
        this.neighbours = neighbours;
        this.trail = trail;
    }

    /** Which of those asked for are on their way again, in the order in which they were asked for. */
    public record Outcome(List<Long> again, List<Long> notParked) {}

    public Outcome again(Office by, List<Long> ids) {
        return again(by, ids, parked::again, Phrase.Kind.SENT_AGAIN);
    }

    /** The same of what members have said and another hub has found at fault. */
    public Outcome passedAgain(Office by, List<Long> ids) {
        return again(by, ids, neighbours::again, Phrase.Kind.PASSED_AGAIN);
    }

    private Outcome again(
            Office by,
            List<Long> ids,
            BiFunction<Office, List<Long>, Map<Long, MemberCode>> sending,
            Phrase.Kind said) {
        List<Long> wanted = List.copyOf(new LinkedHashSet<>(ids));
        Map<Long, MemberCode> sent = sending.apply(by, wanted);
        Map<MemberCode, Long> counts = new TreeMap<>();
        sent.values().forEach(member -> counts.merge(member, 1L, Long::sum));
        counts.forEach((member, count) -> note(by, member, said, count, wanted.size(), Act.Result.DONE));
        if (counts.isEmpty()) {
            note(
                    by,
                    by.body().orElse(null),
                    said,
                    0L,
                    wanted.size(),
                    by instanceof Office.HubAuditor ? Act.Result.REFUSED : Act.Result.NOTHING_TO_DO);
        }
        List<Long> not = new ArrayList<>(wanted);
        not.removeAll(sent.keySet());
        return new Outcome(wanted.stream().filter(sent::containsKey).toList(), not);
    }

    private void note(Office by, @Nullable MemberCode about, Phrase.Kind said, long sent, int of, Act.Result result) {
        trail.note(
                by.name(),
                Act.Kind.REDELIVER,
                about,
                Phrase.of(said, Long.toString(sent), Integer.toString(of)),
                null,
                result);
    }
}
