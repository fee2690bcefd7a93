package io.snodo.hub.members;

import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Registry;
import io.snodo.messages.body.RegistryChanges;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Changes who belongs while the hub runs: what the tenants folder says, planned first and applied then. */
@Component
public class Registrar {
    private static final Logger LOG = LoggerFactory.getLogger(Registrar.class);

    /** Where thousands renew their keys some do while a folder is read. */
    private static final int TRIES = 5;

    private final RegistryKeeper keeper;
    private final RosterWatch watch;
    private final Members members;

    Registrar(RegistryKeeper keeper, RosterWatch watch, Members members) {
        this.keeper = keeper;
        this.watch = watch;
        this.members = members;
    }

    /**
     * What {@code apply} would change now; empty if nothing.
     *
     * @throws TenantsUnusable with a sentence that names the file and what is wrong with it
     */
    public List<Change> plan() {
        return keeper.differing().map(this::changes).orElse(List.of());
    }

    private List<Change> changes(RegistryKeeper.Differing differing) {
        List<Change> changes = new ArrayList<>(Difference.between(differing.known(), differing.wanted()));
        changes.addAll(keeper.nearChanges());
        return changes;
    }

    /**
     * Makes the registry what the folder says; this node goes by it when this returns, the others within a second.
     *
     * @param by which operator
     * @param noted what is written down of it in the same transaction
     */
    public List<Change> apply(String by, Consumer<List<Change>> noted) {
        return apply(by, _ -> true, noted);
    }

    /**
     * The same, if {@code agreed} to; the folder is read once, for there may be thousands in it, and again where something has
     * changed meanwhile.
     *
     * @throws TenantsUnusable also where something always has
     */
    public List<Change> apply(String by, Predicate<List<Change>> agreed, Consumer<List<Change>> noted) {
        for (int tries = 0; tries < TRIES; tries++) {
            Optional<RegistryKeeper.Differing> planned = keeper.differing();
            List<Change> changes = planned.map(this::changes).orElse(List.of());
            if (!agreed.test(changes) || planned.isEmpty()) {
                return List.of();
            }
            if (keeper.become(planned.get(), by, () -> noted.accept(changes))) {
                watch.look();
                LOG.info("registry applied changes={}", changes.size());
                return changes;
            }
        }
        throw new TenantsUnusable(
                "Members changed again and again while the folder was read, and nothing was applied; apply it once more.");
    }

    /**
     * Lets a member in at no door, until it is resumed; what waits for it goes on waiting. False if it was so already.
     *
     * @param noted what is written down of it in the same transaction
     */
    public boolean suspend(MemberCode member, String by, String reason, Runnable noted) {
        return turned(member, Life.State.SUSPENDED, keeper.turn(member, Life.State.SUSPENDED, by, reason, null, noted));
    }

    /** The contrary: it is again what it was when it was suspended. */
    public boolean resume(MemberCode member, String by, @Nullable String reason, Runnable noted) {
        return turned(member, Life.State.ADMITTED, keeper.resume(member, by, reason, noted));
    }

    /** From now on it concludes what it holds, and nothing new is handed to it. False if it was on its way out already. */
    public boolean leave(MemberCode member, String by, String reason, Runnable noted) {
        return advance(member, Life.State.LEAVING, by, reason, null, noted);
    }

    /** It does not leave after all. False unless it was on its way out. */
    public boolean stay(MemberCode member, String by, String reason, Runnable noted) {
        return turned(member, Life.State.ADMITTED, keeper.stay(member, by, reason, noted));
    }

    /** It belongs no more: its keys are retired and its agreements end. False unless it was on its way out. */
    public boolean gone(MemberCode member, String by, String reason, Runnable noted) {
        return turned(member, Life.State.LEFT, keeper.gone(member, by, reason, noted));
    }

    /** From where it is to {@code state}, if that is a step there is. */
    public boolean advance(
            MemberCode member,
            Life.State state,
            String by,
            @Nullable String reason,
            @Nullable String evidence,
            Runnable noted) {
        return turned(member, state, keeper.turn(member, state, by, reason, evidence, noted));
    }

    private boolean turned(MemberCode member, Life.State state, boolean turned) {
        if (turned) {
            LOG.info("member {} tenant={}", state, member);
            watch.look();
        }
        return turned;
    }

    /** Ends a seal key that somebody else may have, for good, and what was asked for with it. False if the member has no such key, or not any more. */
    public boolean revoke(MemberCode member, String keyId, String by, String reason, Runnable noted) {
        boolean revoked = keeper.revoke(member, keyId, by, reason, noted);
        if (revoked) {
            LOG.info("seal key revoked tenant={} key={}", member, keyId);
            watch.look();
        }
        return revoked;
    }

    /**
     * Certificates that were issued to one member now count. False if the key that they were asked for with is revoked.
     *
     * @param anew whether those of before are in doubt, and revoked
     * @param noted what is written down in the same transaction; what it throws undoes all
     */
    public boolean take(List<Certified> issued, boolean anew, String by, String evidence, Runnable noted) {
        boolean taken = keeper.take(issued, anew, by, evidence, noted);
        if (taken) {
            LOG.info("certificates taken tenant={} count={}", issued.getFirst().member(), issued.size());
            watch.look();
        }
        return taken;
    }

    /** Ends a certificate for good, and the connections that were made with it. False if there is none that counts. */
    public boolean revokeCertificate(MemberCode member, String fingerprint, String by, String reason, Runnable noted) {
        boolean revoked = keeper.revokeCertificate(member, fingerprint, by, reason, noted);
        if (revoked) {
            LOG.info("certificate revoked tenant={} fingerprint={}", member, fingerprint);
            watch.look();
        }
        return revoked;
    }

    /** What a neighbour says of those behind it, all of it. */
    public void told(MemberCode hub, Registry said) {
        if (keeper.told(hub, said)) {
            LOG.info("neighbour has told hub={} members={}", hub, said.members().size());
            watch.look();
        }
    }

    /** The present state of everybody who ever belonged. */
    public Map<MemberCode, Life> lives() {
        return keeper.lives();
    }

    /** The states that a member has come to, oldest first. */
    public List<Life> livesOf(MemberCode member) {
        return keeper.livesOf(member);
    }

    /**
     * Tells the members of the newest version, if nobody has: {@code telling} does it and says whether it went well; other
     * nodes wait for it. False if it was not told now.
     */
    public boolean tell(Telling telling) {
        return keeper.tell(telling);
    }

    /** What is otherwise in {@code version} than in {@code from}; empty if nobody knows any more, or it is too much. */
    public Optional<RegistryChanges> changes(Circle circle, long from, long version) {
        return keeper.changes(circle, from, version);
    }

    /** The same for {@code reader}; empty also for who had a copy of the other circle's then. */
    public Optional<RegistryChanges> changes(MemberCode reader, long from, long version) {
        Circle circle = members.circle(reader);
        return crossed(circle, from, version).contains(reader) ? Optional.empty() : changes(circle, from, version);
    }

    /** Who has come into {@code circle} since {@code from}; all of it where nobody knows any more. */
    public Set<MemberCode> crossed(Circle circle, long from, long version) {
        return from >= version
                ? Set.of()
                : keeper.changes(circle.other(), from, version)
                        .map(changes -> Set.copyOf(changes.membersGone()))
                        .orElseGet(() -> members.of(circle));
    }

    /** How all are told of {@code version} who have been told of {@code from}. */
    @FunctionalInterface
    public interface Telling {
        boolean tell(long from, long version);
    }
}
