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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes the stored registry what the tenants folder says: at the hub's start, and when the operator wants it so. */
@Component
class RegistryKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryKeeper.class);

    /** How long before a key's end the log speaks of it at every start. */
    private static final Duration NOTICE = Duration.ofDays(30);

    private final TenantsSettings settings;
    private final StoredRegistry stored;
    private final HeldKeys held;
    private final Lives lives;
    private final TransactionTemplate transaction;
    private final Clock clock;

    RegistryKeeper(
            TenantsSettings settings,
            StoredRegistry stored,
            HeldKeys held,
            Lives lives,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.settings = settings;
        this.stored = stored;
        this.held = held;
        this.lives = lives;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** At the start, when nobody is told: who connects presents itself, and is. */
    Roster enrol() {
        return held.marked(asHub(() -> {
            if (hasFolder()) {
                Instant now = now();
                Roster wanted = wanted(now);
                if (!isAsWanted(wanted, stored.read())) {
                    become(wanted, MemberCode.HUB.value(), now);
                    stored.told();
                }
            }
            return read();
        }));
    }

    /** As the database has it now. */
    Roster known() {
        return held.marked(asHub(this::read));
    }

    /** How the lives of all have gone so far, of who has left too. */
    Map<MemberCode, Life> lives() {
        return asHub(lives::present);
    }

    /** Those on their way out. */
    Set<MemberCode> leaving() {
        return asHub(() -> lives.in(Life.State.LEAVING));
    }

    /** Oldest first. */
    List<Life> livesOf(MemberCode member) {
        return asHub(() -> lives.of(member));
    }

    /** How far the registry in the database is, which other nodes write too. */
    StoredRegistry.Progress progress() {
        return asHub(stored::progress);
    }

    /** As the folder says it now, as far as it differs; empty if it does not. */
    Optional<Roster> differing() {
        if (!hasFolder()) {
            throw new TenantsUnusable(
                    "This node has no tenants folder to apply; ask the one that has, or set snodo.tenants.");
        }
        return Objects.requireNonNull(asHub(() -> {
            Roster wanted = wanted(now());
            return isAsWanted(wanted, stored.read()) ? Optional.empty() : Optional.of(wanted);
        }));
    }

    /**
     * Makes it {@code wanted}, and does {@code alongside} in the same transaction; what ends by it ends when every node has
     * had the time to look.
     */
    void become(Roster wanted, String by, Runnable alongside) {
        asHub(() -> {
            become(wanted, by, now().plus(RosterWatch.LOOKED));
            alongside.run();
            return true;
        });
    }

    private void become(Roster wanted, String by, Instant now) {
        stored.become(wanted, now);
        List<MemberCode> belonging =
                wanted.registry().members().stream().map(Registry.Member::code).toList();
        lives.follow(belonging, by, now);
    }

    /** Whether the member came to that state by this, and not before; {@code alongside} is done only then. */
    boolean turn(
            MemberCode member,
            Set<Life.State> from,
            Life.State state,
            String by, @Nullable String reason, Runnable alongside) {
        return asHub(() -> {
            stored.alone();
            Life before = lives.present().get(member);
            if (before == null || !from.contains(before.state())) {
                return false;
            }
            if (state == Life.State.LEFT) {
                stored.leave(member, now());
            }
            stored.grow();
            lives.begin(new Life(member, state, now(), by, reason));
            alongside.run();
            return true;
        });
    }

    /** Whether that key of the member's counted, and will not any more; {@code alongside} is done only then. */
    boolean revoke(MemberCode member, String keyId, Runnable alongside) {
        return asHub(() -> {
            boolean revoked = stored.revoke(member, keyId, now().plus(RosterWatch.LOOKED));
            if (revoked) {
                alongside.run();
            }
            return revoked;
        });
    }

    private Roster read() {
        Roster roster = stored.read();
        Set<MemberCode> closed = new HashSet<>(lives.in(Life.State.SUSPENDED));
        closed.addAll(lives.in(Life.State.LEAVING)); // either way nothing can be handed to it, which is what desks need
        return closed.isEmpty() ? roster : roster.with(member -> member.suspended(closed.contains(member.code())));
    }

    /** Tells what has not been told, if no other node has meanwhile; whether it did. */
    boolean tell(BooleanSupplier telling) {
        return asHub(() -> {
            boolean told = stored.isUntold() && telling.getAsBoolean();
            if (told) {
                stored.told();
            }
            return told;
        });
    }

    private boolean hasFolder() {
        return settings.tenants() != null && !settings.tenants().toString().isEmpty();
    }

    private Roster wanted(Instant now) {
        Roster folder = departed(held.given(new TenantsFolder(Objects.requireNonNull(settings.tenants())).read()));
        List<String> foreign = stored.foreign(folder.registry());
        if (!foreign.isEmpty()) {
            throw TenantsUnusable.of(foreign.stream()
                    .map(sentence -> new TenantsUnusable.Fault("certificates", sentence))
                    .toList());
        }
        return unexpired(unrevoked(folder), now);
    }

    /**
     * Who has left with a certificate does not come back by still lying in a folder, and who is on its way out goes when it
     * is done and not because its folder is gone.
     */
    private Roster departed(Roster folder) {
        Set<MemberCode> gone = lives.departed();
        Set<MemberCode> leaving = lives.in(Life.State.LEAVING);
        Roster without = folder.without(gone);
        folder.among(gone).forEach(code -> LOG.warn("member has left, take it out of the folder tenant={}", code));
        return leaving.isEmpty() ? without : without.withAll(stored.read().only(leaving));
    }

    /** What has been revoked does not come back by still lying in a folder. */
    private Roster unrevoked(Roster roster) {
        Set<String> revoked = stored.revoked();
        return roster.with(member -> member.withKeys(member.keys().stream()
                .filter(jwk -> {
                    String id = VerifyKey.ofJwk(jwk).keyId();
                    if (revoked.contains(id)) {
                        LOG.warn("seal key is revoked, take it out of the folder tenant={} key={}", member.code(), id);
                    }
                    return !revoked.contains(id);
                })
                .toList()));
    }

    private boolean isAsWanted(Roster wanted, Roster known) {
        return saysTheSame(wanted, known) && stored.hasRevoked(wanted.registry().retired());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS); // not finer than what is recorded
    }

    private <T> T asHub(Supplier<T> work) {
        return CurrentTenant.during(MemberCode.HUB, () -> Objects.requireNonNull(transaction.execute(_ -> work.get())));
    }

    private static boolean saysTheSame(Roster wanted, Roster known) {
        long version = known.registry().version();
        return wanted.bindings().equals(known.bindings())
                && wanted.attaching().equals(known.attaching())
                && wanted.limits().equals(known.limits())
                && sorted(wanted.registry(), version).equals(sorted(known.registry(), version));
    }

    /** A key whose certificate has ended is retired like one that was taken away, and spokes are told so. */
    private static Roster unexpired(Roster roster, Instant now) {
        return roster.with(member -> unexpired(member, now));
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
                        .map(RegistryKeeper::sorted)
                        .sorted(Comparator.comparing(Registry.Member::code))
                        .toList(),
                registry.agreements().stream()
                        .sorted(Comparator.comparing(Registry.Agreement::id))
                        .toList(),
                registry.categories());
    }

    private static Registry.Member sorted(Registry.Member member) {
        return member.withKeys(member.keys().stream()
                .map(RegistryKeeper::withoutBeginning)
                .sorted(Comparator.comparing(jwk -> String.valueOf(jwk.get("x"))))
                .toList());
    }

    /** The folder does not know since when the hub has known a key. */
    private static Map<String, String> withoutBeginning(Map<String, String> jwk) {
        return new Validity(null, Validity.ofJwk(jwk).until())
                .on(VerifyKey.ofJwk(jwk).jwk());
    }
}
