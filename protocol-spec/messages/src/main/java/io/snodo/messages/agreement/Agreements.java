package io.snodo.messages.agreement;

import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Deed;
import io.snodo.messages.body.Registry.Agreement;
import io.snodo.messages.body.Registry.Agreement.Kind;
import io.snodo.messages.refusal.Lack;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All agreements of the network, as they are asked: each member with those that name it. What an answer costs grows with
 * how many agreements the one asked about is in, and not with how many members are in them.
 */
public final class Agreements {
    public static final Agreements NONE = new Agreements(List.of(), List.of());

    private final Map<MemberCode, List<Pact>> ofMember = new HashMap<>();
    private final Map<MemberCode, Map<MemberCode, List<Agreement>>> toGrantee = new HashMap<>();
    private final List<Pact> withDeed = new ArrayList<>();
    private final List<Deed> templates;

    private Agreements(Collection<Agreement> all, List<Deed> templates) {
        this.templates = templates;
        for (Agreement agreement : all) {
            MemberCode grantor = agreement.grantor();
            MemberCode grantee = agreement.grantee();
            if (agreement.deed() != null) {
                Pact pact = Pact.of(agreement);
                withDeed.add(pact);
                pact.named()
                        .forEach(member -> ofMember.computeIfAbsent(member, _ -> new ArrayList<>())
                                .add(pact));
            } else if (grantor != null && grantee != null) {
                toGrantee
                        .computeIfAbsent(grantee, _ -> new HashMap<>())
                        .computeIfAbsent(grantor, _ -> new ArrayList<>(1))
                        .add(agreement);
            }
        }
    }

    public static Agreements of(Collection<Agreement> all) {
        return new Agreements(all, List.of());
    }

    /** The same, knowing of templates that could be applied too; their deeds are no member's yet. */
    public static Agreements of(Collection<Agreement> all, List<Deed> templates) {
        return new Agreements(all, List.copyOf(templates));
    }

    /**
     * Those by which {@code grantor} grants {@code grantee} something of that kind now. Of an agreement in several versions
     * it is the newest that both have accepted, even if that grants nothing of the kind.
     */
    public List<Agreement> between(Kind kind, MemberCode grantor, MemberCode grantee, Instant now) {
        List<Agreement> counting = new ArrayList<>();
        for (Agreement agreement : toGrantee.getOrDefault(grantee, Map.of()).getOrDefault(grantor, List.of())) {
            if (agreement.kind() == kind) {
                counting.add(agreement);
            }
        }
        Map<String, Integer> newest = new HashMap<>();
        List<Pact> accepted = ofMember.getOrDefault(grantor, List.of()).stream()
                .filter(pact -> pact.counts(grantor, grantee, now))
                .toList();
        accepted.forEach(pact -> newest.merge(pact.whole(), pact.version(), Math::max));
        for (Pact pact : accepted) {
            if (pact.agreement().kind() == kind && pact.version() == newest.getOrDefault(pact.whole(), 0)) {
                counting.add(pact.agreement());
            }
        }
        return counting;
    }

    /** Whether {@code from} may hand something to {@code to}: of that category, or of any where it is null. */
    public boolean mayHandOver(MemberCode from, MemberCode to, @Nullable String category, Instant now) {
        return between(Kind.HANDOVER, to, from, now).stream()
                .anyMatch(agreement -> category == null || Pact.covers(agreement, category));
    }

    /** Those by which {@code helper} lends {@code busy} operators for {@code skill}, whatever the hour. */
    public List<Agreement> lending(MemberCode helper, MemberCode busy, String skill, Instant now) {
        return between(Kind.OVERFLOW, helper, busy, now).stream()
                .filter(agreement -> Pact.covers(agreement, skill))
                .toList();
    }

    public boolean lends(MemberCode helper, MemberCode busy, String skill, Instant now) {
        return !lending(helper, busy, skill, now).isEmpty();
    }

    /** Who may be asked for something of that kind by {@code grantee}; perhaps more than grant it now. */
    public Set<MemberCode> candidates(Kind kind, MemberCode grantee) {
        Set<MemberCode> found = new LinkedHashSet<>();
        toGrantee.getOrDefault(grantee, Map.of()).forEach((grantor, agreements) -> {
            if (agreements.stream().anyMatch(agreement -> agreement.kind() == kind)) {
                found.add(grantor);
            }
        });
        ofMember.getOrDefault(grantee, List.of()).stream()
                .filter(pact -> pact.agreement().kind() == kind)
                .forEach(pact -> found.addAll(pact.among()));
        found.remove(grantee);
        return found;
    }

    /** All with terms that name {@code member}, in the order in which they are known. */
    public List<Agreement> of(MemberCode member) {
        return ofMember.getOrDefault(member, List.of()).stream()
                .map(Pact::agreement)
                .toList();
    }

    /** What would be needed, and the nearest that would do: one that both belong to before a template that is not applied. */
    public Lack lack(Kind kind, MemberCode grantor, MemberCode grantee, @Nullable String category, Instant now) {
        Lack lack = Lack.of(Lack.Kind.valueOf(kind.name()), grantor.value(), grantee.value(), category);
        Optional<Pact> proposed = ofMember.getOrDefault(grantor, List.of()).stream()
                .filter(pact -> wouldDo(pact, kind, category, now) && pact.joins(grantor, grantee))
                .filter(pact -> !pact.waitingFor(grantor, grantee).isEmpty())
                .min(Comparator.<Pact>comparingInt(
                                pact -> pact.waitingFor(grantor, grantee).size())
                        .thenComparing(Comparator.comparingInt(Pact::version).reversed()));
        if (proposed.isPresent()) {
            Pact pact = proposed.get();
            Deed deed = pact.deed();
            return deed == null ? lack : nearest(lack, deed).in(deed.agreement(), pact.waitingFor(grantor, grantee));
        }
        return templates.stream()
                .filter(deed -> deed.kinds().contains(kind) && covers(deed, kind, category))
                .findFirst()
                .or(() -> withDeed.stream()
                        .filter(pact -> wouldDo(pact, kind, category, now))
                        .max(Comparator.comparingInt(Pact::version))
                        .map(Pact::deed))
                .map(deed -> nearest(lack, deed))
                .orElse(lack);
    }

    private static Lack nearest(Lack lack, Deed deed) {
        Deed.Text title = deed.title();
        return lack.nearest(deed.template(), deed.version(), new Lack.Title(title.it(), title.en()));
    }

    private static boolean wouldDo(Pact pact, Kind kind, @Nullable String category, Instant now) {
        return pact.agreement().kind() == kind
                && pact.lasts(now)
                && (category == null || Pact.covers(pact.agreement(), category));
    }

    private static boolean covers(Deed deed, Kind kind, @Nullable String category) {
        return category == null
                || switch (kind) {
                    case HANDOVER ->
                        deed.terms().categories().isEmpty()
                                || deed.terms().categories().contains(category);
                    case OVERFLOW -> deed.terms().skills().contains(category);
                };
    }
}
