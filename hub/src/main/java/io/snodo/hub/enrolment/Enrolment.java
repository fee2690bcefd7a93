package io.snodo.hub.enrolment;

import io.snodo.hub.members.Binding;
import io.snodo.hub.members.Certificates;
import io.snodo.hub.members.Certified;
import io.snodo.hub.members.Life;
import io.snodo.hub.members.Members;
import io.snodo.hub.members.Registrar;
import io.snodo.messages.MemberCode;
import io.snodo.messages.enrolment.KeyOffer;
import io.snodo.messages.enrolment.Possession;
import io.snodo.messages.enrolment.Purpose;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.messages.seal.SealKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Gives a member its certificates: for an invitation the first time, and in time for new ones afterwards. */
@Component
public class Enrolment {
    /** That count at the same time; more are nobody's need. */
    private static final int MOST = 40;

    private static final Duration LATER = Duration.ofHours(1);

    private final StoredInvitations invitations;
    private final Members members;
    private final Registrar registrar;
    private final Certificates certificates;
    private final Issuing issuing;
    private final KeysBefore before;
    private final SealKey hubSeal;
    private final Clock clock;

    Enrolment(
            StoredInvitations invitations,
            Members members,
            Registrar registrar,
            Certificates certificates,
            Issuing issuing,
            KeysBefore before,
            SealKey hubSeal,
            Clock clock) {
        this.invitations = invitations;
        this.members = members;
        this.registrar = registrar;
        this.certificates = certificates;
        this.issuing = issuing;
        this.before = before;
        this.hubSeal = hubSeal;
        this.clock = clock;
    }

    /** What came of asking. */
    public sealed interface Answer {
        /** The certificates now counting of those that were asked for; {@code facts} as they were at the invitation. */
        record Issued(MemberCode member, List<Certified> certificates, String facts) implements Answer {}

        record Refused(Refusal refusal) implements Answer {}
    }

    /**
     * Redeems an invitation; the same keys asked again are answered the same.
     *
     * @param token the invitation's id, a full stop and its secret
     */
    public Answer enrol(String token, Map<Purpose, KeyOffer> keys) {
        Optional<StoredInvitations.Row> found = invitation(token);
        if (found.isEmpty()) {
            return refused(RefusalCode.INVITATION_UNKNOWN);
        }
        StoredInvitations.Row invitation = found.get();
        if (invitation.withdrawn() || members.find(invitation.member()).isEmpty()) {
            return refused(RefusalCode.INVITATION_WITHDRAWN);
        }
        if (members.isSuspended(invitation.member())) {
            return refused(RefusalCode.MEMBER_SUSPENDED);
        }
        return switch (Offered.read(
                keys,
                invitation.member(),
                Possession.hubs(hubSeal),
                invitation.id().toString())) {
            case Offered.Bad(Refusal refusal) -> new Answer.Refused(refusal);
            case Offered.Good good -> redeem(invitation, good);
        };
    }

    private Answer redeem(StoredInvitations.Row invitation, Offered.Good offered) {
        MemberCode member = invitation.member();
        String digest = offered.digest();
        if (invitation.request() != null) {
            return invitation.request().equals(digest) ? again(invitation) : refused(RefusalCode.INVITATION_USED);
        }
        if (!invitation.until().isAfter(clock.instant())) {
            return refused(RefusalCode.INVITATION_EXPIRED);
        }
        Set<Purpose> missing = EnumSet.copyOf(needed(members.bindingOf(member)));
        missing.removeAll(offered.keys().keySet());
        if (!missing.isEmpty()) {
            return new Answer.Refused(Refusal.of(
                    RefusalCode.KEY_MISSING, missing.stream().map(Purpose::wire).collect(Collectors.joining(", "))));
        }
        Optional<Refusal> known = before.known(offered);
        if (known.isPresent()) {
            return new Answer.Refused(known.get());
        }
        List<Certified> issued = issuing.issue(member, offered, null);
        try {
            registrar.take(
                    issued,
                    members.state(member) != Life.State.INVITED,
                    member.value(),
                    "invitation " + invitation.id(),
                    () -> {
                        if (!invitations.redeem(invitation.id(), digest, clock.instant())) {
                            throw new RedeemedMeanwhile();
                        }
                    });
        } catch (RedeemedMeanwhile e) {
            return invitations
                    .find(invitation.id())
                    .filter(row -> digest.equals(row.request()))
                    .map(this::again)
                    .orElseGet(() -> refused(RefusalCode.INVITATION_USED));
        }
        return new Answer.Issued(member, issued, invitation.facts());
    }

    private Answer again(StoredInvitations.Row invitation) {
        List<Certified> issued = certificates.ofRequest(invitation.member(), String.valueOf(invitation.request()));
        return issued.isEmpty() || issued.stream().anyMatch(Certified::isRevoked)
                ? refused(RefusalCode.INVITATION_WITHDRAWN)
                : new Answer.Issued(invitation.member(), issued, invitation.facts());
    }

    /** Further certificates for a member that has said who it is with that seal key; those it has go on counting. */
    public Answer renew(MemberCode member, String sealKey, Map<Purpose, KeyOffer> offers) {
        return switch (Offered.read(offers, member, Possession.hubs(hubSeal), member.value())) {
            case Offered.Bad(Refusal refusal) -> new Answer.Refused(refusal);
            case Offered.Good good when good.keys().isEmpty() -> refused(RefusalCode.KEY_MISSING);
            case Offered.Good good -> renew(member, sealKey, good);
        };
    }

    private Answer renew(MemberCode member, String sealKey, Offered.Good offered) {
        List<Certified> asked = certificates.ofRequest(member, offered.digest());
        if (!asked.isEmpty() && asked.stream().noneMatch(Certified::isRevoked)) {
            return new Answer.Issued(member, asked, facts(member));
        }
        Optional<Refusal> known = before.known(offered);
        if (known.isPresent()) {
            return new Answer.Refused(known.get());
        }
        long counting = certificates.of(member).stream()
                .filter(each -> !each.isRevoked() && each.until().isAfter(clock.instant()))
                .count();
        if (counting + offered.keys().size() > MOST) {
            return new Answer.Refused(Refusal.later(RefusalCode.RATE_LIMITED, LATER));
        }
        List<Certified> issued = issuing.issue(member, offered, sealKey);
        return registrar.take(issued, false, member.value(), "renewed", () -> {})
                ? new Answer.Issued(member, issued, facts(member))
                : refused(RefusalCode.TOKEN_INVALID);
    }

    private String facts(MemberCode member) {
        return invitations.lastOf(member).map(StoredInvitations.Row::facts).orElse("{}");
    }

    private static Set<Purpose> needed(Binding binding) {
        return switch (binding) {
            case Binding.Via(var _) -> EnumSet.noneOf(Purpose.class);
            case Binding.Amqp() -> EnumSet.of(Purpose.LINK, Purpose.SEAL);
            case Binding.RestPull(), Binding.RestPush(var _) ->
                EnumSet.of(Purpose.LINK, Purpose.SEAL, Purpose.SIGNATURE);
            case Binding.SoapPull(), Binding.SoapPush(var _) -> EnumSet.of(Purpose.LINK, Purpose.SIGNATURE);
        };
    }

    private Optional<StoredInvitations.Row> invitation(String token) {
        int end = token.indexOf('.');
        try {
            return end < 0
                    ? Optional.empty()
                    : invitations
                            .find(UUID.fromString(token.substring(0, end)))
                            .filter(row -> opens(row, token.substring(end + 1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean opens(StoredInvitations.Row row, String secret) {
        return MessageDigest.isEqual(
                row.secret().getBytes(StandardCharsets.US_ASCII),
                Invitations.digest(secret).getBytes(StandardCharsets.US_ASCII));
    }

    private static Answer refused(RefusalCode code) {
        return new Answer.Refused(Refusal.of(code));
    }

    /** Somebody was faster; what was begun is undone. */
    private static final class RedeemedMeanwhile extends RuntimeException {
        private static final long serialVersionUID = 1;

        RedeemedMeanwhile() {
            super("redeemed meanwhile", null, false, false);
        }
    }
}
