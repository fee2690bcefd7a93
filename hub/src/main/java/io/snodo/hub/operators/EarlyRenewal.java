package io.snodo.hub.operators;

import io.snodo.hub.enrolment.Renewals;
import io.snodo.hub.identity.Office;
import io.snodo.messages.MemberCode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** An operator has a member's spoke change its keys before their certificates end, and sees whether it has. */
@Component
public class EarlyRenewal {
    private final Renewals renewals;
    private final Trail trail;

    EarlyRenewal(Renewals renewals, Trail trail) {
        this.renewals = renewals;
        this.trail = trail;
    }

    public Renewals.Source source(MemberCode member) {
        return renewals.source(member);
    }

    /** When it was asked last. */
    public Optional<Renewals.Asked> last(MemberCode member) {
        return renewals.last(member);
    }

    /** Who was asked and has not done it, as far as {@code asker} may see; who was asked first comes first. */
    public List<Renewals.Asked> waiting(Office asker) {
        return renewals.waiting().stream()
                .filter(asked -> asker.sees(asked.member()))
                .toList();
    }

    /** The same as the other, for who may; an auditor and an administrator may not, and the trail says that they tried. */
    public Act.Result ask(Office by, MemberCode member, String reason) {
        return by.runsTheHub()
                ? ask(by.name(), member, reason)
                : trail.refused(by, Act.Kind.ASK_RENEWAL, member, reason);
    }

    /** Refused where it is not the spoke that gets the certificates; nothing to do while it was asked and has not done it. */
    public Act.Result ask(String operator, MemberCode member, @Nullable String reason) {
        return switch (renewals.source(member)) {
            case FOLDER -> noted(operator, member, Phrase.of(Phrase.Kind.KEYS_IN_FOLDER), reason, Act.Result.REFUSED);
            case NONE -> noted(operator, member, Phrase.of(Phrase.Kind.NO_CERTIFICATES), reason, Act.Result.REFUSED);
            case ENROLMENT -> askSpoke(operator, member, reason);
        };
    }

    private Act.Result askSpoke(String operator, MemberCode member, @Nullable String reason) {
        if (renewals.last(member).filter(asked -> asked.doneAt() == null).isPresent()) {
            return noted(operator, member, Phrase.of(Phrase.Kind.ALREADY_SO), reason, Act.Result.NOTHING_TO_DO);
        }
        renewals.ask(
                member,
                operator,
                reason,
                () -> noted(operator, member, Phrase.of(Phrase.Kind.SPOKE_ASKED), reason, Act.Result.DONE));
        return Act.Result.DONE;
    }

    private Act.Result noted(
            String operator, MemberCode member, Phrase said, @Nullable String reason, Act.Result result) {
        trail.note(operator, Act.Kind.ASK_RENEWAL, member, said, reason, result);
        return result;
    }
}
