package io.snodo.spoke.desk;

import io.snodo.messages.MemberCode;
import io.snodo.messages.body.HandoverAccept;
import io.snodo.messages.body.HandoverAssign;
import io.snodo.messages.body.ShareGrant;
import io.snodo.messages.body.ShareRevoke;
import io.snodo.messages.body.TaskDecline;
import io.snodo.messages.body.TaskDone;
import io.snodo.messages.body.TaskExpire;
import io.snodo.messages.body.TaskRequest;
import io.snodo.messages.body.TaskWithdraw;
import io.snodo.spoke.desk.TicketEvent.Standing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether a member still is a party of a ticket. Who was one and is no more has a copy: true as of the last event that
 * it was told, and nobody tells it another.
 */
final class Party {
    private final List<TicketEvent> recorded;

    Party(Timeline timeline) {
        recorded = timeline.events().stream()
                .filter(e -> e.standing() == Standing.RECORDED)
                .toList();
    }

    /** Before the hub has recorded anything the ticket is its maker's. */
    boolean is(MemberCode member, Ticket ticket) {
        return recorded.isEmpty() || isNamed(member, ticket);
    }

    /** All of them, as far as this member has been told. */
    Set<MemberCode> all(Ticket ticket) {
        return Stream.concat(
                        Stream.of(ticket.owner(), ticket.originator(), ticket.offeredTo()),
                        recorded.stream().flatMap(e -> Stream.of(e.by(), e.to())))
                .flatMap(Stream::ofNullable)
                .filter(member -> !member.equals(MemberCode.HUB) && isNamed(member, ticket))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private boolean isNamed(MemberCode member, Ticket ticket) {
        return ticket.isOwnedBy(member)
                || ticket.isOriginatedBy(member)
                || ticket.isOfferedTo(member)
                || recorded.stream().anyMatch(e -> e.content() instanceof HandoverAccept && e.by().equals(member))
                || recorded.stream().anyMatch(e -> e.content() instanceof HandoverAssign && member.equals(e.to()))
                || openTasks().stream().anyMatch(task -> member.equals(task.to()))
                || looksOn(member);
    }

    /** The requests of those tasks that nothing has ended. */
    List<TicketEvent> openTasks() {
        Map<UUID, TicketEvent> open = new LinkedHashMap<>();
        for (TicketEvent event : recorded) {
            switch (event.content()) {
                case TaskRequest _ -> open.put(event.message(), event);
                case TaskDecline decline -> open.remove(decline.task());
                case TaskDone done -> open.remove(done.task());
                case TaskWithdraw withdraw -> open.remove(withdraw.task());
                case TaskExpire expire -> open.remove(expire.task());
                default -> {} // what is said of anything else ends no task
            }
        }
        return List.copyOf(open.values());
    }

    private boolean looksOn(MemberCode member) {
        return recorded.reversed().stream()
                .filter(e -> member.equals(e.to())
                        && (e.content() instanceof ShareGrant || e.content() instanceof ShareRevoke))
                .findFirst()
                .map(last -> last.content() instanceof ShareGrant)
                .orElse(false);
    }
}
