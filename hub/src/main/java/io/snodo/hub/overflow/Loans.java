package io.snodo.hub.overflow;

import io.snodo.hub.members.Members;
import io.snodo.messages.MemberCode;
import io.snodo.messages.agreement.Agreements;
import io.snodo.messages.body.Deed;
import io.snodo.messages.body.Registry;
import io.snodo.messages.body.Registry.Agreement;
import io.snodo.messages.body.Registry.Agreement.Kind;
import io.snodo.messages.body.Terms;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What is lent at this moment to those who are busy: of all agreements only what a decision may need is looked at. */
@Component
class Loans {
    /** Of the lenders' clocks, as long as the registry does not say where they are. */
    static final ZoneId ITALY = ZoneId.of("Europe/Rome");

    private final Members members;

    Loans(Members members) {
        this.members = members;
    }

    /** Each with the limits of the agreements by which it is lent; one of them is enough. */
    Map<Loan, List<Limit>> to(Collection<MemberCode> busy, Collection<MemberCode> heard, Instant now) {
        Agreements agreements = members.agreements();
        Set<MemberCode> speaking = new HashSet<>(heard);
        Map<Loan, List<Limit>> loans = new HashMap<>();
        for (MemberCode asking : new HashSet<>(busy)) {
            for (MemberCode helper : agreements.candidates(Kind.OVERFLOW, asking)) {
                if (speaking.contains(helper) && members.together(asking, helper) && !members.isSuspended(helper)) {
                    lent(agreements, helper, asking, now, loans);
                }
            }
        }
        return loans;
    }

    private void lent(
            Agreements agreements, MemberCode helper, MemberCode busy, Instant now, Map<Loan, List<Limit>> loans) {
        List<String> has = members.find(helper).map(Registry.Member::skills).orElse(List.of());
        for (Agreement agreement : agreements.between(Kind.OVERFLOW, helper, busy, now)) {
            Deed deed = agreement.deed();
            Terms terms = deed == null ? null : deed.terms();
            if (terms == null || terms.hours() == null || terms.hours().contain(now.atZone(ITALY))) {
                Limit limit = terms == null ? Limit.NONE : Limit.of(terms);
                agreement.skills().stream()
                        .filter(has::contains)
                        .forEach(skill -> loans.computeIfAbsent(new Loan(helper, busy, skill), _ -> new ArrayList<>())
                                .add(limit));
            }
        }
    }
}
