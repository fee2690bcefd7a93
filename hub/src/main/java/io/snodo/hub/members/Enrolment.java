package io.snodo.hub.members;

import io.snodo.hub.members.folder.TenantsFolder;
import io.snodo.hub.members.store.StoredRegistry;
import io.snodo.hub.tenancy.CurrentTenant;
import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Registry;
import io.snodo.messages.seal.Validity;
import io.snodo.messages.seal.VerifyKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** At the hub's start: makes the stored registry what the tenants folder says, if that is not so already. */
@Component
class Enrolment {
    private static final Logger LOG = LoggerFactory.getLogger(Enrolment.class);

    /** How long before a key's end the log speaks of it at every start. */
    private static final Duration NOTICE = Duration.ofDays(30);

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
        return held.marked(CurrentTenant.during(
                MemberCode.HUB, () -> Objects.requireNonNull(transaction.execute(_ -> current()))));
    }

    private Roster current() {
        Roster known = stored.read();
        if (settings.tenants() == null || settings.tenants().toString().isEmpty()) {
            return known;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS); // not finer than what is recorded
        Roster wanted = unexpired(held.given(new TenantsFolder(settings.tenants()).read()), now);
        if (!saysTheSame(wanted, known) || !stored.hasRevoked(wanted.registry().retired())) {
            stored.become(wanted, now);
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
                && wanted.attaching().equals(known.attaching())
                && sorted(wanted.registry(), version).equals(sorted(known.registry(), version));
    }

    /** A key whose certificate has ended is retired like one that was taken away, and spokes are told so. */
    private static Roster unexpired(Roster roster, Instant now) {
        Registry registry = roster.registry();
        Registry lasting = new Registry(
                registry.version(),
                registry.members().stream()
                        .map(member -> unexpired(member, now))
                        .toList(),
                registry.agreements(),
                registry.categories(),
                registry.retired());
        return new Roster(lasting, roster.bindings(), roster.attaching());
    }

    private static Registry.Member unexpired(Registry.Member member, Instant now) {
        return member.withKeys(member.keys().stream()
                .filter(jwk -> lasts(member.code(), Validity.ofJwk(jwk).until(), now))
                .toList());
    }

    private static boolean lasts(MemberCode member, @Nullable Instant until, Instant now) {
        if (until != null && until.isBefore(now.plus(NOTICE))) {
            LOG.warn("seal key ends, the member has to change it tenant={} until={}", member, until);
        }
        return until == null || !until.isBefore(now);
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
        return member.withKeys(member.keys().stream()
                .map(Enrolment::withoutBeginning)
                .sorted(Comparator.comparing(jwk -> String.valueOf(jwk.get("x"))))
                .toList());
    }

    /** The folder does not know since when the hub has known a key. */
    private static Map<String, String> withoutBeginning(Map<String, String> jwk) {
        return new Validity(null, Validity.ofJwk(jwk).until())
                .on(VerifyKey.ofJwk(jwk).jwk());
    }
}
