package io.snodo.hub.members;

import io.snodo.hub.members.folder.TenantsFolder;
import io.snodo.hub.members.store.StoredArrangements;
import io.snodo.hub.members.store.StoredChanges;
import io.snodo.hub.members.store.StoredRegistry;
import io.snodo.hub.tenancy.CurrentTenant;
import io.snodo.hub.tenancy.Homes;
import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Registry;
import io.snodo.messages.body.RegistryChanges;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.Validity;
import io.snodo.messages.seal.VerifyKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    private final StoredChanges changes;
    private final StoredArrangements arranged;
    private final HeldKeys held;
    private final Homes homes;
    private final Lives lives;
    private final Certificates certificates;
    private final Credentials credentials;
    private final NearHubs near;
    private final SealKey hubSeal;
    private final TransactionTemplate transaction;
    private final Clock clock;

    RegistryKeeper(
            TenantsSettings settings,
            StoredRegistry stored,
            StoredChanges changes,
            StoredArrangements arranged,
            HeldKeys held,
            Homes homes,
            Lives lives,
            Certificates certificates,
            Credentials credentials,
            NearHubs near,
            SealKey hubSeal,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.settings = settings;
        this.stored = stored;
        this.changes = changes;
        this.arranged = arranged;
        this.held = held;
        this.homes = homes;
        this.lives = lives;
        this.certificates = certificates;
        this.credentials = credentials;
        this.near = near;
        this.hubSeal = hubSeal;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** At the start, when nobody is told: who connects presents itself, and is. */
    Census enrol() {
        return asHub(() -> {
            if (hasFolder()) {
                Instant now = now();
                Roster wanted = wanted(now);
                if (!isAsWanted(wanted, stored.read()) || !near.all().equals(nearWanted())) {
                    changing(() -> {
                        become(wanted, MemberCode.HUB.value(), now);
                        return true;
                    });
                    stored.told();
                }
            }
            return census();
        });
    }

    /** As the database has it now. */
    Roster known() {
        return asHub(this::readOwn); // those behind neighbours are not the folder's to say
    }

    /** The same, and what else there is to know of members. */
    Census census() {
        return asHub(() -> new Census(
                read(),
                lives.states(),
                lives.inTrial(),
                lives.departed(),
                certificates.counting(),
                stored.progress().certificates(),
                near.all()));
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
            return isAsWanted(wanted, stored.read()) && near.all().equals(nearWanted())
                    ? Optional.empty()
                    : Optional.of(wanted);
        }));
    }

    /**
     * Makes it {@code wanted}, and does {@code alongside} in the same transaction; what ends by it ends when every node has
     * had the time to look.
     */
    void become(Roster wanted, String by, Runnable alongside) {
        asHub(() -> changing(() -> {
            become(wanted, by, now().plus(RosterWatch.LOOKED));
            alongside.run();
            return true;
        }));
    }

    /** What {@code change} makes otherwise is kept, for members to be told of no more than that. */
    private boolean changing(BooleanSupplier change) {
        stored.alone();
        Map<Circle, Registry> before = views();
        boolean changed = change.getAsBoolean();
        if (changed) {
            views().forEach((circle, after) -> {
                Registry earlier = Objects.requireNonNull(before.get(circle));
                if (0 < earlier.version() && earlier.version() < after.version()) {
                    changes.keep(circle, RegistryChanges.between(earlier, after), now());
                }
            });
        }
        return changed;
    }

    private Map<Circle, Registry> views() {
        Registry all = read().registry();
        Map<MemberCode, Life.State> states = lives.states();
        Set<MemberCode> trial = lives.inTrial();
        return Stream.of(Circle.values())
                .collect(Collectors.toMap(Function.identity(), circle -> circle.of(all, states, trial)));
    }

    Optional<RegistryChanges> changes(Circle circle, long from, long version) {
        return asHub(() -> changes.between(circle, from, version));
    }

    private void become(Roster wanted, String by, Instant now) {
        stored.become(wanted, now);
        near.become(nearWanted(), now);
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

    /** With those behind neighbours. */
    private Roster read() {
        return Behind.added(
                readOwn(),
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
                near.keep(hub, read().registry(), now()); // what it may claim, and nothing else
                stored.grow();
            }
            return otherwise;
        }));
    }

    /** What the folder says of neighbours otherwise than this hub goes by. */
    List<Change> nearChanges() {
        return asHub(() -> NearDifference.between(near.all(), nearWanted()));
    }

    private List<NearHub> nearWanted() {
        return new TenantsFolder(Objects.requireNonNull(settings.tenants())).hubs();
    }

    private Roster readOwn() {
        Roster folder = stored.read();
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
        if (asHub(arranged::hasUntold)) {
            asHub(() -> changing(() -> {
                boolean more = arranged.tell();
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

    private boolean hasFolder() {
        return settings.tenants() != null && !settings.tenants().toString().isEmpty();
    }

    private Roster wanted(Instant now) {
        Roster said = new TenantsFolder(Objects.requireNonNull(settings.tenants())).read();
        Roster folder = withPartners(withLeaving(held.given(withEnrolled(withoutDeparted(said)))));
        List<String> foreign = stored.foreign(folder.registry());
        if (!foreign.isEmpty()) {
            throw TenantsUnusable.of(foreign.stream()
                    .map(sentence -> new TenantsUnusable.Fault("certificates", sentence))
                    .toList());
        }
        List<String> unversioned = folder.arrangements().unversioned(arranged.read());
        if (!unversioned.isEmpty()) {
            throw TenantsUnusable.of(unversioned.stream()
                    .map(sentence -> new TenantsUnusable.Fault("agreements", sentence))
                    .toList());
        }
        List<String> astray = new Housing(homes).faults(folder);
        if (!astray.isEmpty()) {
            throw TenantsUnusable.of(astray.stream()
                    .map(sentence -> new TenantsUnusable.Fault("database", sentence))
                    .toList());
        }
        return unexpired(unrevoked(folder), now);
    }

    /** Who has left with a certificate does not come back by still lying in a folder. */
    private Roster withoutDeparted(Roster folder) {
        Set<MemberCode> gone = lives.departed();
        folder.among(gone).forEach(code -> LOG.warn("member has left, take it out of the folder tenant={}", code));
        return folder.without(gone);
    }

    /** Who is on its way out goes when it is done, and not because its folder is gone. */
    private Roster withLeaving(Roster folder) {
        Set<MemberCode> leaving = lives.in(Life.State.LEAVING);
        return leaving.isEmpty() ? folder : folder.withAll(stored.read().only(leaving));
    }

    /** Where somebody joins, or may, there is somebody to practise with. */
    private Roster withPartners(Roster folder) {
        return folder.bare().isEmpty()
                ? folder
                : folder.withAll(
                        Stream.of(PracticePartner.values())
                                .map(partner -> partner.member(held))
                                .toList(),
                        new Binding.RestPull());
    }

    /** What members have got by enrolment is in no folder, and applying one takes nothing of it away. */
    private Roster withEnrolled(Roster folder) {
        Map<MemberCode, List<Map<String, String>>> keys = stored.enrolledKeys();
        Map<MemberCode, Map<String, String>> encryptions = credentials.encryptions();
        return folder.with(member -> {
            List<Map<String, String>> own = keys.getOrDefault(member.code(), List.of());
            Registry.Member keyed = own.isEmpty()
                    ? member
                    : member.withKeys(
                            Stream.concat(member.keys().stream(), own.stream()).toList());
            return member.encryption() != null
                    ? keyed
                    : Optional.ofNullable(encryptions.get(member.code()))
                            .map(keyed::withEncryption)
                            .orElse(keyed);
        });
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
                && wanted.databases().equals(known.databases())
                && wanted.arrangements().saysTheSame(known.arrangements())
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
