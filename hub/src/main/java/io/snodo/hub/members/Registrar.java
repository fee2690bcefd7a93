package io.snodo.hub.members;

import io.snodo.messages.MemberCode;
import io.snodo.messages.body.RegistryChanges;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Changes who belongs while the hub runs: what the tenants folder says, planned first and applied then. */
@Component
public class Registrar {
    private static final Logger LOG = LoggerFactory.getLogger(Registrar.class);

    private final RegistryKeeper keeper;
    private final RosterWatch watch;

    Registrar(RegistryKeeper keeper, RosterWatch watch) {
        this.keeper = keeper;
        this.watch = watch;
    }

    /**
     * What {@code apply} would change now; empty if nothing.
     *
     * @throws TenantsUnusable with a sentence that names the file and what is wrong with it
     */
    public List<Change> plan() {
        return keeper.differing()
                .map(wanted -> Difference.between(keeper.known(), wanted))
                .orElse(List.of());
    }

    /**
     * Makes the registry what the folder says; this node goes by it when this returns, the others within a second.
     *
     * @param by which operator
     * @param noted what is written down of it in the same transaction
     */
    public List<Change> apply(String by, Consumer<List<Change>> noted) {
        Optional<Roster> wanted = keeper.differing();
        if (wanted.isEmpty()) {
            return List.of();
        }
        List<Change> changes = Difference.between(keeper.known(), wanted.get());
        keeper.become(wanted.get(), by, () -> noted.accept(changes));
        watch.look();
        LOG.info("registry applied changes={}", changes.size());
        return changes;
    }

    /**
     * Lets a member in at no door, until it is resumed; what waits for it goes on waiting. False if it was so already.
     *
     * @param noted what is written down of it in the same transaction
     */
    public boolean suspend(MemberCode member, String by, String reason, Runnable noted) {
        return turn(member, Life.State.SUSPENDED, by, reason, noted);
    }

    /** The contrary. */
    public boolean resume(MemberCode member, String by, @Nullable String reason, Runnable noted) {
        return turn(member, Life.State.ADMITTED, by, reason, noted);
    }

    private boolean turn(MemberCode member, Life.State state, String by, @Nullable String reason, Runnable noted) {
        boolean turned = keeper.turn(member, state, by, reason, noted);
        if (turned) {
            LOG.info("member {} tenant={}", state, member);
            watch.look();
        }
        return turned;
    }

    /** Ends a seal key that somebody else may have, for good. False if the member has no such key, or not any more. */
    public boolean revoke(MemberCode member, String keyId, Runnable noted) {
        boolean revoked = keeper.revoke(member, keyId, noted);
        if (revoked) {
            LOG.info("seal key revoked tenant={} key={}", member, keyId);
            watch.look();
        }
        return revoked;
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
    public Optional<RegistryChanges> changes(long from, long version) {
        return keeper.changes(from, version);
    }

    /** How all are told of {@code version} who have been told of {@code from}. */
    @FunctionalInterface
    public interface Telling {
        boolean tell(long from, long version);
    }
}
