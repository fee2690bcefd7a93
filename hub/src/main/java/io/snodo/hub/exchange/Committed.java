package io.snodo.hub.exchange;

import io.snodo.messages.MemberCode;
import java.util.List;
import java.util.Set;

/**
 * What one commit has brought about: told to every {@link AfterCommit}, and published as an application event in the
 * order of the commits, on a thread of its own, for those who only look on.
 *
 * @param outgoing in the order of their ids
 * @param catchingUp members for whom deliveries of older messages were recorded too, ahead of {@code outgoing}
 * @param passing whether something waits to be passed on to another hub
 */
public record Committed(
        List<Outgoing> outgoing,
        Set<MemberCode> catchingUp,
        List<News> news,
        List<TicketMoved> tickets,
        boolean passing) {
    /** Of a commit that passes nothing on. */
    public Committed(List<Outgoing> outgoing, Set<MemberCode> catchingUp, List<News> news, List<TicketMoved> tickets) {
        this(outgoing, catchingUp, news, tickets, false);
    }
}
