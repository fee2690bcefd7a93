package io.snodo.spoke.desk.agreements;

import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Deed;
import io.snodo.messages.body.Registry.Agreement;
import io.snodo.messages.refusal.Lack;
import io.snodo.messages.refusal.Refusal;
import io.snodo.spoke.link.RegistryCopy;
import io.snodo.spoke.tenant.Tenant;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The agreements that name this member, as the copy of the registry has them, with what we said to them. */
@Component
public class OurAgreements {
    private final RegistryCopy registry;
    private final Adhesions adhesions;
    private final Clock clock;
    private final MemberCode me;

    OurAgreements(RegistryCopy registry, Adhesions adhesions, Clock clock, Tenant tenant) {
        this.registry = registry;
        this.adhesions = adhesions;
        this.clock = clock;
        this.me = tenant.member();
    }

    /** One for each version; what is ended comes last. */
    public List<OurAgreement> all() {
        Map<String, Adhesion> last = adhesions.last().stream()
                .collect(Collectors.toMap(
                        adhesion -> adhesion.deed().agreement(),
                        Function.identity(),
                        (one, _) -> one,
                        LinkedHashMap::new));
        Map<String, OurAgreement> versions = new LinkedHashMap<>();
        Instant now = clock.instant();
        for (Agreement agreement : registry.agreements().of(me)) {
            Deed deed = Objects.requireNonNull(agreement.deed());
            if (deed.until() == null || now.isBefore(deed.until())) {
                versions.putIfAbsent(deed.agreement() + " " + deed.version(), ours(agreement, deed, last));
            }
        }
        List<OurAgreement> all = new ArrayList<>(versions.values());
        Set<String> present = new HashSet<>();
        all.forEach(each -> present.add(each.deed().agreement()));
        last.values().stream()
                .filter(adhesion -> !present.contains(adhesion.deed().agreement()))
                .map(adhesion -> new OurAgreement(
                        adhesion.deed(), OurAgreement.State.ENDED, List.of(), List.of(), null, false, adhesion))
                .forEach(all::add);
        return all;
    }

    private OurAgreement ours(Agreement agreement, Deed deed, Map<String, Adhesion> last) {
        List<MemberCode> with = others(agreement.among());
        Adhesion said = last.get(deed.agreement());
        return new OurAgreement(
                deed,
                state(agreement, with, said),
                with,
                others(agreement.waiting()),
                agreement.grantor(),
                newest(deed.agreement()).map(Deed::version).orElse(0) > deed.version(),
                said);
    }

    private OurAgreement.State state(Agreement agreement, List<MemberCode> with, @Nullable Adhesion said) {
        if (agreement.among().contains(me)) {
            return with.isEmpty() ? OurAgreement.State.ALONE : OurAgreement.State.IN_FORCE;
        }
        boolean left = said != null && !said.accepts() && said.standing() == Adhesion.Standing.RECORDED;
        return left || agreement.waiting().isEmpty() ? OurAgreement.State.ENDED : OurAgreement.State.PROPOSED;
    }

    private List<MemberCode> others(List<MemberCode> members) {
        return members.stream().filter(member -> !member.equals(me)).toList();
    }

    /** What stands under that name now. */
    Optional<Deed> newest(String agreement) {
        return registry.agreements().of(me).stream()
                .map(each -> Objects.requireNonNull(each.deed()))
                .filter(deed -> deed.agreement().equals(agreement))
                .reduce((one, other) -> one.version() >= other.version() ? one : other);
    }

    /** What is vouched for by the hub's operator, and not accepted by anybody. */
    public List<Agreement> vouchedFor() {
        return registry.current().agreements().stream()
                .filter(each -> each.deed() == null && (me.equals(each.grantor()) || me.equals(each.grantee())))
                .toList();
    }

    /** What would be needed to hand {@code category} to {@code to}; empty if nothing is. */
    public Optional<Refusal> lack(MemberCode to, String category) {
        Instant now = clock.instant();
        if (registry.mayHandOver(me, to, category, now)) {
            return Optional.empty();
        }
        Lack lack = registry.agreements().lack(Agreement.Kind.HANDOVER, to, me, category, now);
        return Optional.of(Refusal.lacking(lack));
    }
}
