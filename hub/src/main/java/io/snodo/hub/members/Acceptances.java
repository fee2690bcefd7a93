package io.snodo.hub.members;

import io.snodo.hub.members.store.StoredArrangements;
import io.snodo.messages.MemberCode;
import io.snodo.messages.body.AgreementAccept;
import io.snodo.messages.body.AgreementWithdraw;
import io.snodo.messages.body.Deed;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * What members say to agreements: decided and written down within the caller's transaction, as the member's tenant. The
 * registry says it within a second, from {@link RosterWatch}: to lock it here would make every commit wait for whoever
 * changes it.
 */
@Component
public class Acceptances {
    private static final Duration LATER = Duration.ofMinutes(15);

    private final Members members;
    private final StoredArrangements stored;

    Acceptances(Members members, StoredArrangements stored) {
        this.members = members;
        this.stored = stored;
    }

    /** Why {@code member} cannot accept that; empty if it has, by this or before. */
    public Optional<Refusal> accept(MemberCode member, AgreementAccept accept, UUID message, Instant now) {
        Optional<Group> group = members.group(accept.agreement());
        Optional<Deed> newest = newest(member, accept.agreement());
        if (newest.isEmpty() || group.isEmpty()) {
            return Optional.of(Refusal.of(RefusalCode.AGREEMENT_UNKNOWN));
        }
        Deed deed = newest.get();
        if (!deed.template().equals(accept.template())
                || deed.version() != accept.version()
                || !deed.digest().equals(accept.digest())) {
            return Optional.of(Refusal.of(
                    RefusalCode.AGREEMENT_DIFFERS, "it is " + deed.template() + " version " + deed.version()));
        }
        if (!Arrangements.accepted(
                        group.get(), member, stored.of(member, group.get().id()))
                .contains(deed.version())) {
            return said(new Word(message, member, accept.agreement(), deed.template(), deed.version(), true, now));
        }
        return Optional.empty();
    }

    /** Why {@code member} cannot leave it; empty if it has. */
    public Optional<Refusal> withdraw(MemberCode member, AgreementWithdraw withdraw, UUID message, Instant now) {
        Optional<Group> group = members.group(withdraw.agreement());
        if (group.isEmpty() || !group.get().members().contains(member)) {
            return Optional.of(Refusal.of(RefusalCode.AGREEMENT_UNKNOWN));
        }
        List<Word> said = stored.of(member, withdraw.agreement());
        if (Arrangements.accepted(group.get(), member, said).isEmpty()) {
            return Optional.of(Refusal.of(RefusalCode.AGREEMENT_NOT_ACCEPTED));
        }
        return said(
                new Word(message, member, withdraw.agreement(), withdraw.template(), withdraw.version(), false, now));
    }

    private Optional<Refusal> said(Word word) {
        if (stored.hasSaidEnough(word.member(), word.agreement(), word.at())) {
            return Optional.of(Refusal.later(RefusalCode.RATE_LIMITED, LATER));
        }
        stored.say(word);
        return Optional.empty();
    }

    private Optional<Deed> newest(MemberCode member, String agreement) {
        return members.agreements().of(member).stream()
                .map(each -> Objects.requireNonNull(each.deed()))
                .filter(deed -> deed.agreement().equals(agreement))
                .max(Comparator.comparingInt(Deed::version));
    }
}
