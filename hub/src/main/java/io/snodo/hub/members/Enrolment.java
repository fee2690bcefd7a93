package io.snodo.hub.members;

import io.snodo.hub.members.folder.TenantsFolder;
import io.snodo.hub.members.store.StoredRegistry;
import io.snodo.hub.tenancy.CurrentTenant;
import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Registry;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** At the hub's start: makes the stored registry what the tenants folder says, if that is not so already. */
@Component
class Enrolment {
    private static final Logger LOG = LoggerFactory.getLogger(Enrolment.class);

    private final TenantsSettings settings;
    private final StoredRegistry stored;
    private final HeldKeys held;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Enrolment(
            TenantsSettings settings,
            StoredRegistry stored,
            HeldKeys held,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.settings = settings;
        this.stored = stored;
        this.held = held;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    Roster enrol() {
        return held.marked(
                CurrentTenant.during(MemberCode.HUB, () -> Objects.requireNonNull(transaction.execute(_ -> current()))));
    }

    private Roster current() {
        Roster known = stored.read();
        if (settings.tenants() == null || settings.tenants().toString().isEmpty()) {
            return known;
        }
        Roster wanted = held.given(new TenantsFolder(settings.tenants()).read());
        if (!saysTheSame(wanted, known)) {
            stored.become(wanted, clock.instant());
            known = stored.read();
            LOG.info(
                    "registry changed version={} members={}",
                    known.registry().version(),
                    known.registry().members().size());
        }
        return known;
    }

    private static boolean saysTheSame(Roster wanted, Roster known) {
        long version = known.registry().version();
        return wanted.bindings().equals(known.bindings())
                && sorted(wanted.registry(), version).equals(sorted(known.registry(), version));
    }

    /** So that two registries that say the same are equal, in whatever order files and rows come. */
    private static Registry sorted(Registry registry, long version) {
        return new Registry(
                version,
                registry.members().stream()
                        .map(Enrolment::sorted)
                        .sorted(Comparator.comparing(Registry.Member::code))
                        .toList(),
                registry.agreements().stream()
                        .sorted(Comparator.comparing(Registry.Agreement::id))
                        .toList(),
                registry.categories());
    }

    private static Registry.Member sorted(Registry.Member member) {
        List<Map<String, String>> keys = member.keys().stream()
                .sorted(Comparator.comparing(jwk -> String.valueOf(jwk.get("x"))))
                .toList();
        return new Registry.Member(
                member.code(),
                member.name(),
                member.prefix(),
                member.territory(),
                member.skills(),
                keys,
                member.phone());
    }
}
