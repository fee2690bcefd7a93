package io.snodo.hub.knowledge;

import io.snodo.hub.exchange.Deliberation;
import io.snodo.hub.members.Members;
import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.MessageType;
import io.snodo.messages.body.Body;
import io.snodo.messages.body.FaqPublish;
import io.snodo.messages.body.FaqReview;
import io.snodo.messages.body.FaqWithdraw;
import io.snodo.messages.body.Registry;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Decides on FAQs: an author proposes, a validator of another member approves or returns, the author withdraws. */
@Component
class Publishing implements Deliberation {
    private final Faqs faqs;
    private final Members members;

    Publishing(Faqs faqs, Members members) {
        this.faqs = faqs;
        this.members = members;
    }

    @Override
    public Set<MessageType> types() {
        return Set.of(MessageType.FAQ_PUBLISH, MessageType.FAQ_REVIEW, MessageType.FAQ_WITHDRAW);
    }

    @Override
    public Verdict decide(Message message, Instant now) {
        Body body = message.content();
        return switch (body) {
            case FaqPublish publish -> faqs.of(message.from(), shelf -> propose(shelf, message.from(), publish, now));
            case FaqReview review
            when review.author().equals(message.from()) -> refuse(RefusalCode.VALIDATOR_SAME_MEMBER, "author");
            case FaqReview review
            when !members.together(review.author(), message.from()) -> refuse(RefusalCode.TRIAL_APART, "author");
            case FaqReview review -> faqs.of(review.author(), shelf -> review(shelf, message.from(), review, now));
            case FaqWithdraw withdraw -> faqs.of(message.from(), shelf -> withdraw(shelf, message.from(), withdraw));
            default -> throw new IllegalArgumentException("not about a FAQ: " + message.type());
        };
    }

    /** A version that was still waiting for its validator gives way to the new one. */
    private Verdict propose(Faqs.Shelf shelf, MemberCode author, FaqPublish publish, Instant now) {
        List<FaqVersion> versions = shelf.versions(publish.faq());
        int newest = versions.isEmpty() ? 0 : versions.getFirst().version();
        if (publish.version() <= newest) {
            return refuse(RefusalCode.FAQ_VERSION_STALE, "version");
        }
        if (publish.version() > newest + 1) {
            return refuse(RefusalCode.FAQ_UNKNOWN, "version");
        }
        versions.stream().filter(v -> v.state() == FaqVersion.State.proposed).forEach(waiting -> {
            waiting.supersede();
            shelf.keep(waiting);
        });
        shelf.add(new FaqVersion(author, publish, now));
        return new Verdict.Forward(everybody(author));
    }

    private Verdict review(Faqs.Shelf shelf, MemberCode reviewer, FaqReview review, Instant now) {
        List<FaqVersion> versions = shelf.versions(review.faq());
        Optional<FaqVersion> reviewed =
                versions.stream().filter(v -> v.version() == review.version()).findFirst();
        if (reviewed.isEmpty()) {
            return refuse(RefusalCode.FAQ_UNKNOWN, "version");
        }
        if (versions.getFirst().version() > review.version()) {
            return refuse(RefusalCode.FAQ_VERSION_STALE, "version");
        }
        FaqVersion version = reviewed.get();
        if (version.state() != FaqVersion.State.proposed) {
            return refuse(RefusalCode.STATUS_ILLEGAL, "version");
        }
        return switch (review.verdict()) {
            case APPROVE -> {
                versions.stream()
                        .filter(v -> v.state() == FaqVersion.State.published)
                        .forEach(old -> {
                            old.supersede();
                            shelf.keep(old);
                        });
                version.approve(reviewer, now);
                shelf.keep(version);
                yield new Verdict.Forward(everybody(review.author()));
            }
            case SEND_BACK -> {
                version.sendBack(reviewer, review.reason(), now);
                shelf.keep(version);
                yield new Verdict.Forward(List.of(review.author()));
            }
        };
    }

    private Verdict withdraw(Faqs.Shelf shelf, MemberCode author, FaqWithdraw withdraw) {
        List<FaqVersion> versions = shelf.versions(withdraw.faq());
        if (versions.isEmpty()) {
            return refuse(RefusalCode.FAQ_UNKNOWN, "faq");
        }
        List<FaqVersion> inUse = versions.stream().filter(FaqVersion::isInUse).toList();
        if (inUse.isEmpty()) {
            return refuse(RefusalCode.STATUS_ILLEGAL, "faq");
        }
        inUse.forEach(version -> {
            version.withdraw(withdraw.reason());
            shelf.keep(version);
        });
        return new Verdict.Forward(everybody(author));
    }

    /** As far as {@code author} has to do with them. */
    private List<MemberCode> everybody(MemberCode author) {
        return members.registry(author).members().stream()
                .filter(member -> member.via() == null)
                .map(Registry.Member::code)
                .toList();
    }

    private static Verdict refuse(RefusalCode code, String field) {
        return new Verdict.Refuse(Refusal.of(code, field));
    }
}
