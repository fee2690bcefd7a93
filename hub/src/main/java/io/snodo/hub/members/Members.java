package io.snodo.hub.members;

import io.snodo.hub.embedded.Admission;
import io.snodo.hub.embedded.Agreed;
import io.snodo.hub.embedded.IssuingAuthority;
import io.snodo.hub.embedded.MemberAddresses;
import io.snodo.hub.embedded.NamedMember;
import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.agreement.Agreements;
import io.snodo.messages.body.Registry;
import io.snodo.messages.enrolment.Purpose;
import io.snodo.messages.seal.KeyRing;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.VerifyKey;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Who belongs: answered from memory, because every message asks. What is asked twice may be answered by two versions of
 * the registry.
 */
@Component
public class Members implements Admission {
    private volatile Snapshot now;

    private final @Nullable X500Principal issuer;

    @Autowired
    Members(
            RegistryKeeper keeper,
            KeyHistory history,
            SealKey hubSeal,
            MemberAddresses addresses,
            IssuingAuthority authority) {
        this(
                Snapshot.of(keeper.enrol(), hubSeal.verifyKey(), history.all(), null),
                authority.certificate().getSubjectX500Principal());
        addresses.declare(now.own());
    }

    /** Over a registry from elsewhere; everybody receives by AMQP. */
    public Members(Registry registry, VerifyKey hubKey) {
        this(
                Snapshot.of(
                        new Census(
                                new Roster(registry, Map.of(), Map.of(), Map.of(), Map.of(), Arrangements.NONE),
                                Map.of(),
                                Set.of(),
                                Set.of(),
                                List.of(),
                                0,
                                List.of()),
                        hubKey,
                        List.of(),
                        null),
                null);
    }

    private Members(Snapshot now, @Nullable X500Principal issuer) {
        this.now = now;
        this.issuer = issuer;
    }

    Snapshot now() {
        return now;
    }

    /** From here on all that is asked is answered by {@code next}. */
    void become(Snapshot next) {
        now = next;
    }

    /** The registry as spokes get it. */
    public Registry registry() {
        return now.roster().registry();
    }

    public Optional<Registry.Member> find(MemberCode code) {
        return Optional.ofNullable(now.byCode().get(code));
    }

    /** As people call it; of who does not belong, its code. */
    public String nameOf(MemberCode code) {
        return find(code).map(Registry.Member::name).orElse(code.value());
    }

    /**
     * Whose seal key {@code keyId} is or was, and when it counts; empty for one that is no member's of today. The hub's
     * own key is found too.
     */
    public Optional<KeyRing.Held> ownerOf(String keyId) {
        return Optional.ofNullable(now.byKey().get(keyId));
    }

    /** How {@code member} receives. */
    public Binding bindingOf(MemberCode member) {
        return now.binding(member);
    }

    /** Those who do not receive by AMQP, and how they do. */
    public Map<MemberCode, Binding> bindings() {
        return now.roster().bindings();
    }

    /** What was agreed with {@code member} on its attachments. */
    public Attaching attachments(MemberCode member) {
        return now.roster().attaching().getOrDefault(member, Attaching.AS_EVERYBODY);
    }

    /** What was agreed with {@code member} on how much it may take. */
    public Limits limits(MemberCode member) {
        return now.roster().limits().getOrDefault(member, Limits.AS_EVERYBODY);
    }

    /** Which agreements count between whom. */
    public Agreements agreements() {
        return now.agreements();
    }

    /** Whether {@code from} may hand a ticket of {@code category} to {@code to}; in trial everybody may, to be able to try. */
    public boolean mayHandOver(MemberCode from, MemberCode to, @Nullable String category, Instant at) {
        return together(from, to) && (isInTrial(from) || handsOver(from, to, category, at));
    }

    /** What is agreed with a hub holds for everybody behind it; what two behind the same agree on is that hub's to know. */
    private boolean handsOver(MemberCode from, MemberCode to, @Nullable String category, Instant at) {
        Optional<MemberCode> giving = via(from);
        Optional<MemberCode> taking = via(to);
        return agreements().mayHandOver(from, to, category, at)
                || giving.isPresent() && giving.equals(taking)
                || (giving.isPresent() || taking.isPresent())
                        && agreements().mayHandOver(giving.orElse(from), taking.orElse(to), category, at);
    }

    /** Whom the agreement of that name is proposed to. */
    public Optional<Group> group(String agreement) {
        return now.roster().arrangements().groups().stream()
                .filter(group -> group.id().equals(agreement))
                .findFirst();
    }

    /** What members may accept. */
    public Arrangements arrangements() {
        return now.roster().arrangements();
    }

    /** The hub that {@code member} is behind, where that is another. */
    public Optional<MemberCode> via(MemberCode member) {
        return find(member).map(Registry.Member::via);
    }

    /** A hub next to this one. */
    public Optional<NearHub> near(MemberCode hub) {
        return Optional.ofNullable(now.near().get(hub));
    }

    /** All of them. */
    public Collection<NearHub> near() {
        return now.near().values();
    }

    /** The hub that decides on {@code ticket}, where that is another. */
    public Optional<MemberCode> home(TicketNumber ticket) {
        return Optional.ofNullable(now.homes().get(ticket.prefix()));
    }

    /** Those who are members here, and not behind another hub, and admitted: what a neighbour is told. */
    public Registry own() {
        Registry all = registry(Circle.ADMITTED);
        List<Registry.Member> own =
                all.members().stream().filter(member -> member.via() == null).toList();
        Set<MemberCode> codes = own.stream().map(Registry.Member::code).collect(Collectors.toSet());
        return new Registry(
                all.version(),
                own,
                List.of(),
                List.of(),
                all.retired().stream()
                        .filter(key -> codes.contains(key.member()))
                        .toList());
    }

    /** Whether {@code member} belongs, and for the time being nothing is taken from it and nothing put to it. */
    public boolean isSuspended(MemberCode member) {
        return now.suspended().contains(member);
    }

    /** Whether {@code member} is on its way out: nothing new is handed to it, and it begins nothing. */
    public boolean isLeaving(MemberCode member) {
        return state(member) == Life.State.LEAVING;
    }

    /** Whether {@code member} has left and what was its own with it, so that nothing is for it any more. */
    public boolean hasDeparted(MemberCode member) {
        return now.departed().contains(member);
    }

    @Override
    public Agreed agreed(MemberCode member) {
        Limits own = limits(member);
        return own.rate() == null
                ? new Agreed(null, null, own.connections(), own.waiting())
                : new Agreed(own.rate().perSecond(), own.rate().burst(), own.connections(), own.waiting());
    }

    @Override
    public boolean admits(MemberCode member) {
        return now.admits(member);
    }

    /** The registry as {@code reader} is told it. */
    public Registry registry(MemberCode reader) {
        return registry(circle(reader));
    }

    /** The registry as those in {@code circle} are told it. */
    public Registry registry(Circle circle) {
        return Objects.requireNonNull(now.views().get(circle));
    }

    /** Who is in {@code circle} and may come in, or could before it was suspended. */
    public Set<MemberCode> of(Circle circle) {
        return registry(circle).members().stream()
                .filter(member -> member.via() == null)
                .map(Registry.Member::code)
                .collect(Collectors.toSet());
    }

    public Circle circle(MemberCode member) {
        return Circle.of(member, now.trial());
    }

    /** Whether it has not been admitted yet. */
    public boolean isInTrial(MemberCode member) {
        return circle(member) == Circle.TRIAL;
    }

    /** Whether the two may have to do with each other. */
    public boolean together(MemberCode one, MemberCode other) {
        return one.equals(MemberCode.HUB) || other.equals(MemberCode.HUB) || circle(one) == circle(other);
    }

    /** The state it is in; admitted where nothing else is known. */
    public Life.State state(MemberCode member) {
        return Circle.stateOf(member, now.states());
    }

    /**
     * Whose {@code certificate} is, if it counts for {@code purpose}; whether that member is admitted is not asked here.
     * What our own authority has issued counts as long as it is known here and not revoked; what another one has that the
     * doors trust names its member.
     */
    @Override
    public Optional<MemberCode> bearer(X509Certificate certificate, Purpose purpose) {
        Certified known = now.certified().get(Certified.fingerprint(certificate));
        if (hasEnded(certificate)) {
            return Optional.empty(); // connections are older than that sometimes
        }
        if (known != null) {
            return known.purpose() == purpose && !known.isRevoked() ? Optional.of(known.member()) : Optional.empty();
        }
        return certificate.getIssuerX500Principal().equals(issuer) ? Optional.empty() : NamedMember.of(certificate);
    }

    private static boolean hasEnded(X509Certificate certificate) {
        try {
            certificate.checkValidity();
            return false;
        } catch (CertificateExpiredException | CertificateNotYetValidException e) {
            return true;
        }
    }

    /** Whether {@code certificate} was a member's until it was revoked. */
    public boolean isRevoked(X509Certificate certificate) {
        Certified known = now.certified().get(Certified.fingerprint(certificate));
        return known != null && known.isRevoked();
    }
}
