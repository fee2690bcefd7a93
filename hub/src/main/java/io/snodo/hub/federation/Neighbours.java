package io.snodo.hub.federation;

import io.snodo.hub.delivery.Deliveries;
import io.snodo.hub.identity.Office;
import io.snodo.hub.members.Members;
import io.snodo.hub.members.NearHub;
import io.snodo.messages.MemberCode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The hubs next to this one, what waits for each, and what each has found at fault: looked at, and sent on again. */
@Component
public class Neighbours {
    /** As many as are looked at together, and sent on again by one act. */
    public static final int MOST = 200;

    private static final Passings.LaneState NOTHING = new Passings.LaneState(MemberCode.HUB, 0, null, 0, null);

    private final Members members;
    private final Passings passings;
    private final Deliveries deliveries;
    private final HubReach reach;
    private final PassingLanes lanes;

    Neighbours(Members members, Passings passings, Deliveries deliveries, HubReach reach, PassingLanes lanes) {
        this.members = members;
        this.passings = passings;
        this.deliveries = deliveries;
        this.reach = reach;
        this.lanes = lanes;
    }

    /** By their codes; also one that is no neighbour any more, while something waits for it. */
    public List<Neighbour> all() {
        Map<MemberCode, Passings.LaneState> said =
                passings.lanes().stream().collect(Collectors.toMap(Passings.LaneState::hub, Function.identity()));
        TreeSet<MemberCode> hubs = new TreeSet<>(said.keySet());
        members.near().forEach(hub -> hubs.add(hub.code()));
        if (hubs.isEmpty()) {
            return List.of();
        }
        Map<MemberCode, List<Deliveries.LaneState>> behind = deliveries.lanes().stream()
                .filter(lane -> members.via(lane.recipient()).isPresent())
                .collect(Collectors.groupingBy(
                        lane -> members.via(lane.recipient()).orElseThrow()));
        return hubs.stream()
                .map(hub -> neighbour(hub, said.getOrDefault(hub, NOTHING), behind.getOrDefault(hub, List.of())))
                .toList();
    }

    private Neighbour neighbour(MemberCode hub, Passings.LaneState said, List<Deliveries.LaneState> behind) {
        Optional<NearHub> near = members.near(hub);
        Optional<HubReach.Seen> seen = reach.of(hub);
        @Nullable
        Instant oldest = Stream.concat(
                        Stream.ofNullable(said.oldest()),
                        behind.stream()
                                .map(Deliveries.LaneState::oldest)
                                .filter(Objects::nonNull)
                                .map(Objects::requireNonNull))
                .min(Instant::compareTo)
                .orElse(null);
        return new Neighbour(
                hub,
                near.map(NearHub::name).orElse(hub.value()),
                near.isEmpty()
                        ? Neighbour.State.NOT_NEAR
                        : seen.map(HubReach.Seen::state).orElse(Neighbour.State.NOT_CALLED),
                seen.map(HubReach.Seen::since).orElse(null),
                seen.map(HubReach.Seen::code).orElse(null),
                said.waiting()
                        + behind.stream()
                                .mapToLong(Deliveries.LaneState::waiting)
                                .sum(),
                oldest,
                said.cause(),
                said.parked(),
                behind.stream().mapToLong(Deliveries.LaneState::parked).sum());
    }

    /** Those after {@code past}, in the order in which they were said, at most {@link #MOST}. */
    public List<Neighbour.AtFault> atFault(@Nullable MemberCode hub, long past) {
        return passings.parked(hub, past, MOST);
    }

    /**
     * Sends those on again that are parked and whose operator this is; which, and who had said them. Harmless if asked
     * twice: the home knows what it has decided on.
     */
    public Map<Long, MemberCode> again(Office asker, List<Long> ids) {
        if (ids.size() > MOST) {
            throw new IllegalArgumentException("more than " + MOST + " at once: " + ids.size());
        }
        if (!asker.runsTheHub()) {
            return Map.of();
        }
        Map<Long, MemberCode> again = new TreeMap<>(passings.unpark(ids));
        if (!again.isEmpty()) {
            lanes.ringAll();
        }
        return again;
    }
}
