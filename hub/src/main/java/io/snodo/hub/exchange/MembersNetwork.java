package io.snodo.hub.exchange;

import io.snodo.hub.exchange.rules.Network;
import io.snodo.hub.members.Members;
import io.snodo.messages.MemberCode;
import io.snodo.messages.body.AttachmentOffer;
import io.snodo.messages.body.Registry;
import io.snodo.messages.body.Registry.Agreement.Kind;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The network as the registry has it. */
@Component
class MembersNetwork implements Network {
    private final Members members;
    private final OfferLimits limits;

    MembersNetwork(Members members, OfferLimits limits) {
        this.members = members;
        this.limits = limits;
    }

    @Override
    public boolean isMember(MemberCode code) {
        return members.find(code).isPresent();
    }

    @Override
    public Optional<Refusal> whyClosed(MemberCode code) {
        if (members.isLeaving(code)) {
            return Optional.of(Refusal.of(RefusalCode.RECIPIENT_LEAVING));
        }
        return members.isSuspended(code) ? Optional.of(Refusal.of(RefusalCode.RECIPIENT_SUSPENDED)) : Optional.empty();
    }

    @Override
    public boolean isLeaving(MemberCode code) {
        return members.isLeaving(code);
    }

    @Override
    public boolean areTogether(MemberCode one, MemberCode other) {
        return members.together(one, other);
    }

    @Override
    public Optional<Refusal> whyNotHandOver(MemberCode from, MemberCode to, String category, Instant now) {
        return members.mayHandOver(from, to, category, now)
                ? Optional.empty()
                : Optional.of(Refusal.lacking(members.agreements().lack(Kind.HANDOVER, to, from, category, now)));
    }

    @Override
    public Optional<String> prefix(MemberCode member) {
        return members.find(member).filter(each -> each.via() == null).map(Registry.Member::prefix);
    }

    @Override
    public boolean isElsewhere(MemberCode member) {
        return members.via(member).isPresent();
    }

    @Override
    public Optional<Refusal> whyNotAttach(
            MemberCode member, Collection<MemberCode> parties, AttachmentOffer offer, Instant now) {
        return limits.refusal(members.attachments(member), offer)
                .or(() -> AgreedFiles.refusal(members.agreements(), member, parties, offer, now));
    }
}
