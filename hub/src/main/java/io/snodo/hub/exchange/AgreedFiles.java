package io.snodo.hub.exchange;

import io.snodo.messages.MemberCode;
import io.snodo.messages.agreement.Agreements;
import io.snodo.messages.body.AttachmentOffer;
import io.snodo.messages.body.Deed;
import io.snodo.messages.body.Registry.Agreement;
import io.snodo.messages.body.Registry.Agreement.Kind;
import io.snodo.messages.body.Terms;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What agreements say of attachments on what is handed over: between two the most generous counts (ST-712). */
final class AgreedFiles {
    private AgreedFiles() {}

    static Optional<Refusal> refusal(
            Agreements agreements,
            MemberCode member,
            Collection<MemberCode> parties,
            AttachmentOffer offer,
            Instant now) {
        for (MemberCode party : new TreeSet<>(parties)) {
            List<Agreement> takes = agreements.between(Kind.HANDOVER, party, member, now);
            List<Agreement> between = takes.isEmpty() ? agreements.between(Kind.HANDOVER, member, party, now) : takes;
            List<Optional<Refusal>> answers =
                    between.stream().map(agreement -> refusal(agreement, offer)).toList();
            if (!answers.isEmpty() && answers.stream().allMatch(Optional::isPresent)) {
                return answers.getFirst();
            }
        }
        return Optional.empty();
    }

    private static Optional<Refusal> refusal(Agreement agreement, AttachmentOffer offer) {
        Deed deed = agreement.deed();
        Terms.Files files = deed == null ? null : deed.terms().attachments();
        if (files == null) {
            return Optional.empty();
        }
        String by = " by agreement " + agreement.id();
        if (!files.types().isEmpty() && !files.types().contains(offer.mediaType())) {
            return Optional.of(Refusal.of(RefusalCode.ATTACHMENT_TYPE_REFUSED, String.join(", ", files.types()) + by));
        }
        return files.maxSize() > 0 && offer.size() > files.maxSize()
                ? Optional.of(Refusal.of(RefusalCode.ATTACHMENT_TOO_LARGE, "at most " + files.maxSize() + by))
                : Optional.empty();
    }
}
