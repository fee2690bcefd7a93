package io.snodo.hub.federation;

import io.snodo.hub.members.Members;
import io.snodo.hub.members.NearHub;
import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import java.time.Duration;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Fetches for a member of ours the evidence of a ticket from the hub that decides on it, as that has sealed it. */
@Component
public class HomeEvidence {
    private static final Duration LATER = Duration.ofSeconds(30);

    private final Members members;
    private final ObjectProvider<HubCalls> calls;

    HomeEvidence(Members members, ObjectProvider<HubCalls> calls) {
        this.members = members;
        this.calls = calls;
    }

    /** What came of asking. */
    public sealed interface Answer {
        @SuppressWarnings("ArrayRecordComponent") // passed on at once, and compared by nobody
        record Given(byte[] file) implements Answer {}

        record Refused(Refusal refusal) implements Answer {}
    }

    public Answer of(MemberCode party, TicketNumber ticket) {
        Optional<NearHub> home = members.home(ticket).flatMap(members::near);
        HubCalls caller = calls.getIfAvailable();
        if (home.isEmpty() || caller == null || !members.admits(party)) {
            return new Answer.Refused(Refusal.of(RefusalCode.TICKET_UNKNOWN));
        }
        return switch (caller.fetch(home.get(), "hubs/evidence/" + ticket + "/" + party)) {
            case HubCalls.Fetched.Found(byte[] file) -> new Answer.Given(file);
            case HubCalls.Fetched.Nothing() -> new Answer.Refused(Refusal.of(RefusalCode.TICKET_UNKNOWN));
            case HubCalls.Fetched.Away(var _) -> new Answer.Refused(Refusal.later(RefusalCode.HUB_AWAY, LATER));
        };
    }
}
