package io.snodo.spoke.link;

import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.agreement.Agreements;
import io.snodo.messages.body.Registry;
import io.snodo.messages.body.RegistryChanges;
import io.snodo.messages.seal.KeyRing;
import io.snodo.messages.seal.Validity;
import io.snodo.messages.seal.VerifyKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Who belongs to the network, as the hub said last; good also while the hub is away. */
public class RegistryCopy {
    private final RegistryEntries entries;
    private final RegistryAwaited awaited;
    private volatile Snapshot snapshot;
    /** What the transaction that is under way has made of it; one thread applies messages. */
    private volatile @Nullable Registry uncommitted;

    public RegistryCopy(JdbcClient jdbc) {
        this.entries = new RegistryEntries(jdbc);
        this.awaited = new RegistryAwaited(jdbc);
        this.snapshot = Snapshot.of(entries.read());
    }

    /** Version 0 and empty until the hub has spoken for the first time. */
    public Registry current() {
        return snapshot.registry;
    }

    public Optional<Registry.Member> member(MemberCode code) {
        return Optional.ofNullable(snapshot.byCode.get(code));
    }

    /** The member's name, or its code where the registry does not know it. */
    public String name(MemberCode code) {
        return member(code).map(Registry.Member::name).orElse(code.value());
    }

    /** Which agreements count between whom. */
    public Agreements agreements() {
        return snapshot.agreements;
    }

    /** The members that accept tickets from {@code from}: of some category at least. */
    public List<Registry.Member> acceptingFrom(MemberCode from, Instant now) {
        return current().members().stream()
                .filter(member -> mayHandOver(from, member.code(), null, now))
                .toList();
    }

    /** Whether {@code to} takes tickets from {@code from}, of that category, or of some where it is null: what is agreed with a hub holds for everybody behind it (ST-752). */
    public boolean mayHandOver(MemberCode from, MemberCode to, @Nullable String category, Instant now) {
        return agreements().mayHandOver(from, to, category, now)
                || member(to)
                        .map(Registry.Member::via)
                        .filter(hub -> agreements().mayHandOver(from, hub, category, now))
                        .isPresent();
    }

    /** Whether {@code helper} lends its operators to {@code busy} for questions of {@code category}. */
    public boolean lends(MemberCode helper, MemberCode busy, String category, Instant now) {
        return agreements().lends(helper, busy, category, now);
    }

    /** The keys of the hub that decides on {@code ticket}, where that is another than ours (ST-746). */
    List<KeyRing.Held> homeKeys(TicketNumber ticket) {
        return snapshot.homes.getOrDefault(ticket.prefix(), List.of());
    }

    /** The key of that id, if it is or was one of {@code member}'s. */
    Optional<KeyRing.Held> key(MemberCode member, String keyId) {
        return snapshot.keys.find(member, keyId);
    }

    /** Takes over what the hub says, unless something newer is known already; joins the caller's transaction. */
    void replace(Registry said, long now) {
        Registry copy = latest();
        boolean counts = said.instead() == 0 ? said.version() > copy.version() : said.instead() == copy.version();
        if (!counts) {
            return;
        }
        Optional<Registry> whole = said.parts() > 1 ? awaited.add(said, now) : Optional.of(said);
        whole.ifPresent(registry -> become(copy, whole(registry), now));
    }

    private static Registry whole(Registry said) {
        return new Registry(
                said.version(),
                said.members(),
                said.agreements(),
                said.categories(),
                said.retired(),
                0,
                0,
                0,
                said.hubs());
    }

    /** Does what has changed. False if something is missing before it, which only the hub can say; it is kept until then. */
    boolean apply(RegistryChanges changes, long now) {
        Registry copy = latest();
        if (changes.version() <= copy.version()) {
            return true;
        }
        if (changes.fits(copy.version())) {
            become(copy, changes.appliedTo(copy), now);
            return true;
        }
        awaited.add(changes, now);
        long parts = awaited.partsOf();
        return parts > 0 && changes.from() >= parts; // what is on its way leads there
    }

    /** Whether the hub has to be asked, because what was missing has not come by itself. */
    boolean isMissingSomethingSince(long then) {
        return awaited.waitsSince(then);
    }

    private Registry latest() {
        Registry made = uncommitted;
        return made == null ? current() : made;
    }

    private void become(Registry copy, Registry said, long now) {
        Registry next = said;
        for (RegistryChanges later : awaited.changes()) {
            next = later.fits(next.version()) ? later.appliedTo(next) : next;
        }
        entries.become(copy, next, now);
        awaited.forgetUpTo(next.version());
        boolean first = uncommitted == null;
        uncommitted = next;
        if (first) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int status) {
                    Registry made = uncommitted;
                    uncommitted = null;
                    if (status == STATUS_COMMITTED && made != null) {
                        snapshot = Snapshot.of(made);
                    }
                }
            });
        }
    }

    private record Snapshot(
            Registry registry,
            Map<MemberCode, Registry.Member> byCode,
            KeyRing keys,
            Agreements agreements,
            Map<String, List<KeyRing.Held>> homes) {
        static Snapshot of(Registry registry) {
            Map<MemberCode, Registry.Member> byCode = new HashMap<>();
            registry.members().forEach(member -> byCode.put(member.code(), member));
            return new Snapshot(
                    registry, byCode, KeyRing.of(registry), Agreements.of(registry.agreements()), homes(registry));
        }

        /** By the prefix of their originators' numbers. */
        private static Map<String, List<KeyRing.Held>> homes(Registry registry) {
            Map<MemberCode, List<KeyRing.Held>> hubs = new HashMap<>();
            for (Registry.Hub hub : registry.hubs()) {
                hubs.put(
                        hub.code(),
                        hub.keys().stream()
                                .map(VerifyKey::ofJwk)
                                .map(key -> new KeyRing.Held(MemberCode.HUB, key, Validity.ALWAYS))
                                .toList());
            }
            Map<String, List<KeyRing.Held>> homes = new HashMap<>();
            for (Registry.Member member : registry.members()) {
                List<KeyRing.Held> keys = member.via() == null ? null : hubs.get(member.via());
                if (keys != null) {
                    homes.put(member.prefix(), keys);
                }
            }
            return homes;
        }
    }
}
