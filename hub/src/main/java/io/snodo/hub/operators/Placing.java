package io.snodo.hub.operators;

import io.snodo.hub.exchange.Decision;
import io.snodo.hub.exchange.Referrals;
import io.snodo.hub.identity.Office;
import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Somebody who runs the hub gives a ticket past the hop limit to a member, as the hub's own word; the trail says who it was. */
@Component
public class Placing {
    private final Referrals referrals;
    private final Trail trail;

    Placing(Referrals referrals, Trail trail) {
        this.referrals = referrals;
        this.trail = trail;
    }

    /** Refused for who does not run the hub, and where the ticket has moved on meanwhile: then it is about nobody. */
    public Act.Result place(Office by, TicketNumber ticket, UUID referral, MemberCode with, String reason) {
        if (!by.runsTheHub()) {
            return trail.refused(by, Act.Kind.PLACE, null, reason);
        }
        Decision decision = referrals.place(ticket, referral, with, reason).join();
        return switch (decision) {
            case Decision.Accepted _, Decision.Noted _, Decision.Passed _ ->
                noted(by, with, Phrase.of(Phrase.Kind.PLACED, ticket.value(), with.value()), reason, Act.Result.DONE);
            case Decision.Refused(var _, var refusal) ->
                noted(
                        by,
                        null,
                        Phrase.of(
                                Phrase.Kind.NOT_PLACED,
                                ticket.value(),
                                with.value(),
                                refusal.code().wire()),
                        reason,
                        Act.Result.REFUSED);
        };
    }

    private Act.Result noted(Office by, @Nullable MemberCode with, Phrase said, String reason, Act.Result result) {
        trail.note(by.name(), Act.Kind.PLACE, with, said, reason, result);
        return result;
    }
}
