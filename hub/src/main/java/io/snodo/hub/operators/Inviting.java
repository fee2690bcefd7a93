package io.snodo.hub.operators;

import io.snodo.hub.enrolment.Invitations;
import io.snodo.messages.MemberCode;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** An operator invites a member, or withdraws what he has sent. */
@Component
public class Inviting {
    private final Invitations invitations;
    private final Trail trail;

    Inviting(Invitations invitations, Trail trail) {
        this.invitations = invitations;
        this.trail = trail;
    }

    /** Empty for who does not belong; one that waited counts no more. */
    public Optional<Invitations.Invited> invite(String operator, MemberCode member) {
        return invitations.invite(
                member,
                operator,
                () -> trail.note(operator, Act.Kind.INVITE, member, "invited", null, Act.Result.DONE));
    }

    public Act.Result withdraw(String operator, MemberCode member) {
        boolean withdrawn = invitations.withdraw(
                member,
                () -> trail.note(operator, Act.Kind.WITHDRAW_INVITATION, member, "withdrawn", null, Act.Result.DONE));
        if (!withdrawn) {
            trail.note(
                    operator,
                    Act.Kind.WITHDRAW_INVITATION,
                    member,
                    "no invitation waits",
                    null,
                    Act.Result.NOTHING_TO_DO);
        }
        return withdrawn ? Act.Result.DONE : Act.Result.NOTHING_TO_DO;
    }
}
