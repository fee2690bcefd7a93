package io.snodo.hub.console;

import io.snodo.hub.delivery.Deliveries;
import io.snodo.hub.evidence.Anchors;
import io.snodo.hub.exchange.RefusalEvents;
import io.snodo.hub.federation.Neighbours;
import io.snodo.hub.identity.Office;
import io.snodo.hub.members.Life;
import io.snodo.hub.members.Members;
import io.snodo.hub.members.PracticePartner;
import io.snodo.hub.operators.Adhesions;
import io.snodo.hub.operators.Certificates;
import io.snodo.hub.operators.Standings;
import io.snodo.hub.overflow.Overflow;
import io.snodo.hub.overflow.Reading;
import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Registry;
import io.snodo.messages.body.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The network as the operator looks at it, put together from what the other rooms show of themselves. All open pages, and
 * what tells them of changes, share one look.
 */
@Component
class Network {
    static final ZoneId ZONE = ZoneId.of("Europe/Rome");
    private static final int MOST_HELD = 200;
    /** For looks that all share who may see everything; what one member may see is looked for anew. */
    private static final Office EVERYTHING = new Office.HubAuditor("");

    private final Sights sights;
    private final Deliveries deliveries;
    private final Refusals refusals;
    private final Members members;
    private final Overflow overflow;
    private final Anchors anchors;
    private final Standings standings;
    private final Adhesions adhesions;
    private final Certificates certificates;
    private final RefusalEvents refusalEvents;
    private final Neighbours neighbours;
    private final Clock clock;

    private final Look<List<MemberRow>> membersLook;
    private final Look<List<StandingRow>> standingsLook;
    private final Look<List<HeldRow>> heldLook;
    private final Look<List<Sights.Flow>> flowsLook;
    private final Look<List<EndRow>> endingLook;
    private final Look<Map<Life.State, Long>> livesLook;
    private final Look<Map<String, Long>> refusalsLook;
    private final Look<List<HubRow>> hubsLook;
    private final Look<List<HelpRow>> helpLook;
    private final Look<List<Queue>> queuesLook;
    private final Look<List<Tickets>> ticketsLook;

    /** {@code look}: for how long what was seen is shown to others too. */
    Network(
            Sights sights,
            Deliveries deliveries,
            Refusals refusals,
            Members members,
            Overflow overflow,
            Anchors anchors,
            Standings standings,
            Adhesions adhesions,
            Certificates certificates,
            RefusalEvents refusalEvents,
            Neighbours neighbours,
            Clock clock,
            @Value("${snodo.console.look:2s}") Duration look) {
        this.sights = sights;
        this.deliveries = deliveries;
        this.refusals = refusals;
        this.members = members;
        this.overflow = overflow;
        this.anchors = anchors;
        this.standings = standings;
        this.adhesions = adhesions;
        this.certificates = certificates;
        this.refusalEvents = refusalEvents;
        this.neighbours = neighbours;
        this.clock = clock;
        this.membersLook = new Look<>(look, this::lookAtMembers);
        this.standingsLook = new Look<>(look, this::lookAtStandings);
        this.heldLook = new Look<>(look, this::lookAtHeld);
        this.flowsLook = new Look<>(look, this::lookAtFlows);
        this.endingLook = new Look<>(look.multipliedBy(10), () -> ending(EVERYTHING));
        this.livesLook = new Look<>(look, adhesions::counts);
        this.refusalsLook = new Look<>(look, () -> refusals(EVERYTHING));
        this.hubsLook = new Look<>(look, this::lookAtHubs);
        this.helpLook = new Look<>(look, this::lookAtHelp);
        this.queuesLook = new Look<>(look, this::lookAtQueues);
        // the one count that grows with all there ever was
        this.ticketsLook = new Look<>(look.multipliedBy(10), this::lookAtTickets);
    }

    /** A queue as its member last described it; {@code calm}, {@code busy} between the marks, or {@code over}. */
    public record Queue(String member, String name, int waiting, int free, int high, int low, String state) {}

    /** How many tickets have a status. */
    public record Tickets(String status, long count) {}

    /** The newest signed batch of evidence. */
    public record Chain(long number, String root, int leaves, ZonedDateTime at) {}

    /** How far the chain is time-stamped; {@code waiting} are the batches that are not yet. */
    public record Anchored(long upTo, @Nullable ZonedDateTime at, long waiting) {}

    List<MemberRow> members() {
        return membersLook.seen();
    }

    /** Those whose keys end soonest first. */
    List<StandingRow> standings() {
        return standingsLook.seen();
    }

    /** For whoever has just changed something of it. */
    void lookAgain() {
        standingsLook.again();
        membersLook.again();
        heldLook.again();
        livesLook.again();
        hubsLook.again();
    }

    /** Of each kind the oldest, all together oldest first. */
    List<HeldRow> held() {
        return heldLook.seen();
    }

    /** What goes by itself when it can, as far as it is {@code office}'s to see; a member's is looked for anew. */
    List<HeldRow> waiting(Office office) {
        return office.body()
                .map(member -> rows(deliveries.waiting(member, MOST_HELD)))
                .orElseGet(() -> held().stream().filter(row -> !row.isParked()).toList());
    }

    Traffic traffic() {
        return traffic(EVERYTHING);
    }

    /** What {@code office} may see of it: all, or what its member has sent. */
    Traffic traffic(Office office) {
        Map<String, String> bindings =
                standings().stream().collect(Collectors.toMap(StandingRow::code, StandingRow::binding, (a, _) -> a));
        return Traffic.of(
                flowsLook.seen().stream()
                        .filter(flow -> office.sees(flow.sender()))
                        .toList(),
                flow -> members.nameOf(flow.sender()),
                flow -> bindings.getOrDefault(
                        flow.sender().value(), flow.sender().value()),
                clock.instant());
    }

    /** By code, as far back as traffic goes. */
    Map<String, Long> refusals(Office office) {
        return refusalEvents.counts(
                office.body().orElse(MemberCode.HUB), clock.instant().minus(Traffic.SPAN));
    }

    long refusedLately() {
        return refusalsLook.seen().values().stream().mapToLong(Long::longValue).sum();
    }

    List<EndRow> ending() {
        return endingLook.seen();
    }

    List<EndRow> ending(Office office) {
        Instant now = clock.instant();
        return certificates.ending(office).stream()
                .map(end -> EndRow.of(end, members::nameOf, now))
                .toList();
    }

    Map<Life.State, Long> lives() {
        return livesLook.seen();
    }

    /** Who is on the way in; {@code state} ends the key of its words. */
    public record Joining(String member, String code, String state, ZonedDateTime since, String by) {}

    List<Joining> adhesions() {
        return adhesions.waiting().stream()
                .map(one -> new Joining(
                        members.nameOf(one.member()),
                        one.member().value(),
                        one.state().name().toLowerCase(Locale.ROOT),
                        one.since().atZone(ZONE),
                        one.by()))
                .toList();
    }

    List<HubRow> hubs() {
        return hubsLook.seen();
    }

    List<HelpRow> help() {
        return helpLook.seen();
    }

    List<Queue> queues() {
        return queuesLook.seen();
    }

    List<Tickets> tickets() {
        return ticketsLook.seen();
    }

    private List<MemberRow> lookAtMembers() {
        Instant now = clock.instant();
        List<Registry.Member> all = members.registry().members().stream()
                .filter(member -> PracticePartner.of(member.code()).isEmpty()) // the hub itself
                .filter(member -> member.via() == null)
                .toList();
        Map<MemberCode, Instant> heard =
                sights.heard(all.stream().map(Registry.Member::code).toList());
        Map<MemberCode, Deliveries.LaneState> lanes = deliveries.lanes().stream()
                .collect(Collectors.toMap(Deliveries.LaneState::recipient, Function.identity()));
        Map<String, Long> refused = refusals.byMember();
        return all.stream()
                .map(member -> MemberRow.of(
                        member.code(),
                        member.name(),
                        heard.get(member.code()),
                        lanes.getOrDefault(member.code(), new Deliveries.LaneState(member.code(), 0, null, 0, 0)),
                        refused.getOrDefault(member.code().value(), 0L),
                        now))
                .toList();
    }

    private List<StandingRow> lookAtStandings() {
        Instant now = clock.instant();
        return standings.all().stream()
                .map(standing -> StandingRow.of(standing, now))
                .toList();
    }

    private List<HeldRow> lookAtHeld() {
        return rows(deliveries.held(MOST_HELD));
    }

    private List<HeldRow> rows(List<Deliveries.Held> held) {
        return held.stream().map(each -> HeldRow.of(each, members::nameOf)).toList();
    }

    private List<Sights.Flow> lookAtFlows() {
        return sights.traffic(clock.instant().minus(Traffic.SPAN));
    }

    private List<HubRow> lookAtHubs() {
        return neighbours.all().stream().map(HubRow::of).toList();
    }

    private List<HelpRow> lookAtHelp() {
        return overflow.episodes(clock.instant().minus(Duration.ofHours(24))).stream()
                .map(episode -> HelpRow.of(episode, members::nameOf))
                .toList();
    }

    private List<Queue> lookAtQueues() {
        Instant now = clock.instant();
        return overflow.queues().stream()
                .map(r -> new Queue(
                        members.nameOf(r.member()),
                        r.queue(),
                        r.waiting(),
                        r.operatorsFree(),
                        r.high(),
                        r.low(),
                        state(r, now)))
                .toList();
    }

    private List<Tickets> lookAtTickets() {
        Map<String, Long> counts = sights.tickets();
        return Arrays.stream(Status.values())
                .map(status -> new Tickets(status.wire(), counts.getOrDefault(status.wire(), 0L)))
                .toList();
    }

    Optional<Chain> chain() {
        return sights.chainHead()
                .map(head -> new Chain(
                        head.number(),
                        head.root(),
                        head.leaves(),
                        head.recordedAt().atZone(ZONE)));
    }

    Anchored anchored() {
        Anchors.Reach reach = anchors.reach();
        return new Anchored(
                reach.anchored(), reach.at() == null ? null : reach.at().atZone(ZONE), reach.waiting());
    }

    /** Different after every change that the pages of {@code topic} show: a member's code, or the whole console. */
    String version(String topic) {
        return topic.equals(ConsolePages.TOPIC)
                ? version()
                : Integer.toHexString(List.of(
                                members().stream()
                                        .filter(row -> row.code().equals(topic))
                                        .toList(),
                                standings().stream()
                                        .filter(row -> row.code().equals(topic))
                                        .toList(),
                                flowsLook.seen().stream()
                                        .filter(flow -> flow.sender().value().equals(topic))
                                        .toList())
                        .hashCode());
    }

    private String version() {
        return Integer.toHexString(List.of(
                        chain().map(Chain::number).orElse(0L),
                        anchored().upTo(),
                        members(),
                        standings(),
                        held().size(),
                        help(),
                        queues(),
                        lives(),
                        refusedLately(),
                        flowsLook.seen().hashCode())
                .hashCode());
    }

    private static String state(Reading reading, Instant now) {
        if (!reading.receivedAt().plus(MemberRow.HEARD).isAfter(now)) {
            return "old";
        }
        return reading.waiting() >= reading.high() ? "over" : reading.waiting() > reading.low() ? "busy" : "calm";
    }
}
