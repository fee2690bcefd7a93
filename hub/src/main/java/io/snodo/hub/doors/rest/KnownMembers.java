package io.snodo.hub.doors.rest;

import io.snodo.hub.members.Members;
import io.snodo.hub.operators.Standing;
import io.snodo.hub.operators.Standings;
import io.snodo.messages.MemberCode;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import org.springframework.stereotype.Component;

/** The members that an operator's program names in a path; any other is {@code not_found}. */
@Component
class KnownMembers {
    private final Members members;
    private final Standings standings;

    KnownMembers(Members members, Standings standings) {
        this.members = members;
        this.standings = standings;
    }

    /** Of who belongs, in whatever state. */
    MemberCode member(String code) {
        return members.find(code(code)).orElseThrow(KnownMembers::notFound).code();
    }

    /** How it stands with {@code member} now. */
    Standing standing(MemberCode member) {
        return standings.of(member).orElseThrow(KnownMembers::notFound);
    }

    /** Of who may have left too. */
    static MemberCode code(String code) {
        try {
            return new MemberCode(code);
        } catch (IllegalArgumentException e) {
            throw notFound();
        }
    }

    static Refused notFound() {
        return new Refused(Refusal.of(RefusalCode.NOT_FOUND));
    }
}
