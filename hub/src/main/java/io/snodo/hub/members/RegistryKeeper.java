package io.snodo.hub.members;

import io.snodo.hub.members.store.StoredArrangements;
import io.snodo.hub.members.store.StoredChanges;
import io.snodo.hub.members.store.StoredRegistry;
import io.snodo.hub.tenancy.CurrentTenant;
import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Registry;
import io.snodo.messages.body.RegistryChanges;
import io.snodo.messages.seal.SealKey;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes the stored registry what the tenants folder says: at the hub's start, and when the operator wants it so. */
@Component
class RegistryKeeper {
    private final Intent intent;
    private final StoredRegistry stored;
    private final StoredChanges changes;
    private final StoredArrangements arranged;
    private final HeldKeys held;
    private final Lives lives;
    private final Certificates certificates;
    private final Credentials credentials;
    private final NearHubs near;
    private final SealKey hubSeal;
    private final TransactionTemplate transaction;
    private final TransactionTemplate moment;
    private final Clock clock;

    /** As it was committed, here or by another node; of no version but the one it names. */
    private volatile @Nullable Census latest;

    RegistryKeeper(
            Intent intent,
            StoredRegistry stored,
            StoredChanges changes,
            StoredArrangements arranged,
            HeldKeys held,
            Lives lives,
            Certificates certificates,
            Credentials credentials,
            NearHubs near,
            SealKey hubSeal,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.intent = intent;
        this.stored = stored;
        this.changes = changes;
        this.arranged = arranged;
        this.held = held;
        this.lives = lives;
        this.certificates = certificates;
        this.credentials = credentials;
        this.near = near;
        this.hubSeal = hubSeal;
        this.transaction = new TransactionTemplate(transactions);
        this.moment = new TransactionTemplate(transactions);
        moment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        moment.setReadOnly(true);
        this.clock = clock;
    }

    /** At the start, when nobody is told: who connects presents itself, and is. */
    Census enrol() {
        if (intent.isThere()) {
            asHub(this::becomeWanted);
        }
        return census();
    }

    private boolean becomeWanted() {
        Instant now = now(); // not later than the transaction begins, by whose time keys are needed or not
        stored.alone(); // before anything is read: what another node does meanwhile is not undone by this one
        Roster wanted = intent.roster(now);
        if (isAsWanted(wanted, stored.read())) {
            return false;
        }
        changing(() -> {
            become(wanted, MemberCode.HUB.value(), now);
            return true;
        });
        stored.told();
        return true;
    }

    /**
     * As the database has it at one moment: members, those behind neighbours, and what else there is to know of them. All
     * parts are of the version that it names, in whatever order they are read.
     */
    Census census() {
        return asHub(moment, () -> {
            Census census = present();
            latest = census;
            return census;
        });
    }

    /** As it was read last, unless something has changed since. */
    private Census present() {
        Census known = latest;
        return known != null && known.isOf(stored.progress()) ? known : read();
    }

    private Census read() {
        return new Census(
                readAll(),
                lives.states(),
                lives.inTrial(),
                lives.departed(),
                certificates.counting(),
                stored.progress().certificates(),
                near.all());
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

    /**
     * What the folder says now and what the database does, those behind neighbours apart, who are not the folder's to say.
     *
     * @param of how far the database was; what came to members since is not in what is wanted
     */
    record Differing(Roster wanted, Roster known, StoredRegistry.Progress of) {}

    /** Empty if they say the same. */
    Optional<Differing> differing() {
        if (!intent.isThere()) {
            throw new TenantsUnusable(
                    "This node has no tenants folder to apply; ask the one that has, or set snodo.tenants.");
        }
        return Objects.requireNonNull(asHub(() -> {
            StoredRegistry.Progress of = stored.progress();
            Roster wanted = intent.roster(now());
            Roster known = stored.read();
            return isAsWanted(wanted, known)
                    ? Optional.empty()
                    : Optional.of(new Differing(wanted, presented(known), of));
        }));
    }

    /**
     * Makes it what is wanted, and does {@code alongside} in the same transaction; what ends by it ends when every node has
     * had the time to look. False if something has changed since it was planned: a key that a member got meanwhile is in no
     * such plan, and would be retired by it.
     */
    boolean become(Differing planned, String by, Runnable alongside) {
        return asHub(() -> changing(() -> {
            if (!stored.progress().isAt(planned.of().version(), planned.of().certificates())) {
                return false;
            }
            become(planned.wanted(), by, now().plus(RosterWatch.LOOKED));
            alongside.run();
            return true;
        }));
    }

    /** What {@code change} makes otherwise is kept, for members to be told of no more than that. */
    private boolean changing(BooleanSupplier change) {
        stored.alone();
        Census before = present();
        boolean changed = change.getAsBoolean();
        if (changed) {
            Census after = read();
            for (Circle circle : Circle.values()) {
                Registry earlier = before.registry(circle);
                Registry later = after.registry(circle);
                if (0 < earlier.version() && earlier.version() < later.version()) {
                    changes.keep(circle, RegistryChanges.between(earlier, later), now());
                }
            }
            afterCommit(() -> latest = after);
        }
        return changed;
    }

    private static void afterCommit(Runnable work) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                work.run();
            }
        });
    }

    Optional<RegistryChanges> changes(Circle circle, long from, long version) {
        return asHub(() -> changes.between(circle, from, version));
    }

    private void become(Roster wanted, String by, Instant now) {
        stored.become(wanted, now);
        near.become(intent.hubs(), now);
        arranged.become(wanted.arrangements(), now);
        for (MemberCode gone : lives.follow(wanted, by, now)) {
            certificates.revokeAll(gone, by, "left", now); // or they would count again, should it come back
            stored.growCertificates();
        }
    }

    /** Whether the member came to that state by this, and not before; {@code alongside} is done only then. */
    boolean turn(
            MemberCode member,
            Life.State state,
            String by,
            @Nullable String reason,
            @Nullable String evidence,
            Runnable alongside) {
        return asHub(() -> changing(() -> begun(new Life(member, state, now(), by, reason, evidence), alongside)));
    }

    /** Back to the state that it was suspended in. */
    boolean resume(MemberCode member, String by, @Nullable String reason, Runnable alongside) {
        return asHub(() -> changing(() -> {
            Life present = lives.present().get(member);
            if (present == null || !present.isSuspended()) {
                return false;
            }
            Life.State before = lives.beforeSuspension(member).orElse(Life.State.ADMITTED);
            begin(new Life(member, before, now(), by, reason), alongside);
            return true;
        }));
    }

    /** Back to where it was before it was on its way out. */
    boolean stay(MemberCode member, String by, String reason, Runnable alongside) {
        return asHub(() -> changing(() -> {
            if (!lives.isIn(member, Life.State.LEAVING)) {
                return false;
            }
            Life.State before = lives.beforeLeaving(member).orElse(Life.State.ADMITTED);
            begin(new Life(member, before, now(), by, reason), alongside);
            return true;
        }));
    }

    boolean gone(MemberCode member, String by, String reason, Runnable alongside) {
        return asHub(() -> changing(() -> {
            if (!lives.isIn(member, Life.State.LEAVING)) {
                return false;
            }
            stored.leave(member, now());
            certificates.revokeAll(member, by, "left", now());
            stored.growCertificates();
            return begun(new Life(member, Life.State.LEFT, now(), by, reason), alongside);
        }));
    }

    private boolean begun(Life next, Runnable alongside) {
        Life present = lives.present().get(next.member());
        if (present == null || !present.state().mayBecome(next.state())) {
            return false;
        }
        begin(next, alongside);
        return true;
    }

    private void begin(Life next, Runnable alongside) {
        stored.grow();
        lives.begin(next);
        alongside.run();
    }

    /**
     * Certificates of a member that were issued to it now, unless the key they were asked for with is revoked; {@code alongside} is
     * done in the same transaction.
     *
     * @param anew whether those of before are in doubt, and revoked
     */
    boolean take(List<Certified> issued, boolean anew, String by, String evidence, Runnable alongside) {
        MemberCode member = issued.getFirst().member();
        return asHub(() -> changing(() -> {
            if (credentials.areDoubtful(issued)) {
                return false;
            }
            alongside.run();
            Instant now = now();
            credentials.take(issued, anew, by, now);
            stored.grow();
            Life present = Objects.requireNonNull(lives.present().get(member));
            if (present.state() == Life.State.INVITED) {
                lives.begin(new Life(member, Life.State.ENROLLED, now, by, null, evidence));
            }
            return true;
        }));
    }

    /** Whether that certificate counted, and will not any more; {@code alongside} is done only then. */
    boolean revokeCertificate(MemberCode member, String fingerprint, String by, String reason, Runnable alongside) {
        return asHub(() -> changing(
                () -> noted(credentials.revokeCertificate(member, fingerprint, by, reason, now()), alongside)));
    }

    /** Whether that key of the member's counted, and will not any more; {@code alongside} is done only then. */
    boolean revoke(MemberCode member, String keyId, String by, String reason, Runnable alongside) {
        return asHub(() -> changing(() -> noted(credentials.revokeKey(member, keyId, by, reason, now()), alongside)));
    }

    private static boolean noted(boolean done, Runnable alongside) {
        if (done) {
            alongside.run();
        }
        return done;
    }

    private Roster readAll() {
        return Behind.added(
                presented(stored.read()),
                near.all(),
                near.told(),
                near.claims(),
                hubSeal.verifyKey().keyId());
    }

    /** What a neighbour says of those behind it; whether it was otherwise before. */
    boolean told(MemberCode hub, Registry said) {
        return asHub(() -> changing(() -> {
            boolean otherwise = near.tell(hub, said, now());
            if (otherwise) {
                near.keep(hub, readAll().registry(), now()); // what it may claim, and nothing else
                stored.grow();
            }
            return otherwise;
        }));
    }

    /** What the folder says of neighbours otherwise than this hub goes by. */
    List<Change> nearChanges() {
        return asHub(() -> NearDifference.between(near.all(), intent.hubs()));
    }

    /** As members are told it. */
    private Roster presented(Roster folder) {
        Map<MemberCode, Life.State> states = lives.states();
        return held.marked(folder.withAgreements(accepted(folder))
                .with(member -> member.suspended(isClosed(states.get(member.code())))));
    }

    /** Nothing can be handed to it, which is what desks need to know. */
    private static boolean isClosed(Life.@Nullable State state) {
        return state == Life.State.SUSPENDED || state == Life.State.LEAVING;
    }

    private List<Registry.Agreement> accepted(Roster roster) {
        Set<MemberCode> belonging =
                roster.registry().members().stream().map(Registry.Member::code).collect(Collectors.toSet());
        return roster.arrangements().agreements(belonging, arranged.told(), clock.instant());
    }

    /** Makes the registry go by what members have said to agreements since, if they have said anything. */
    void hearMembers() {
        if (asHub(() -> arranged.hasUntold(now()))) {
            asHub(() -> changing(() -> {
                boolean more = arranged.tell(now());
                if (more) {
                    stored.grow();
                }
                return more;
            }));
        }
    }

    /** Tells what has not been told, if no other node has meanwhile; whether it did. */
    boolean tell(Registrar.Telling telling) {
        return asHub(() -> {
            boolean told = stored.isUntold()
                    && telling.tell(stored.progress().told(), stored.progress().version());
            if (told) {
                stored.told();
            }
            return told;
        });
    }

    private boolean isAsWanted(Roster wanted, Roster known) {
        return Likeness.between(wanted, known)
                && stored.hasRevoked(wanted.registry().retired())
                && near.all().equals(intent.hubs());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS); // not finer than what is recorded
    }

    private <T> T asHub(Supplier<T> work) {
        return asHub(transaction, work);
    }

    private static <T> T asHub(TransactionTemplate within, Supplier<T> work) {
        return CurrentTenant.during(MemberCode.HUB, () -> Objects.requireNonNull(within.execute(_ -> work.get())));
    }
}
