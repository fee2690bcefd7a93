package io.snodo.hub.members;

import io.snodo.hub.embedded.Admission;
import io.snodo.hub.embedded.Agreed;
import io.snodo.hub.embedded.MemberAddresses;
import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Registry;
import io.snodo.messages.seal.KeyRing;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.VerifyKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Who belongs: answered from memory, because every message asks. What is asked twice may be answered by two versions of
 * the registry.
 */
@Component
public class Members implements Admission {
    private volatile Snapshot now;

    @Autowired
    Members(RegistryKeeper keeper, KeyHistory history, SealKey hubSeal, MemberAddresses addresses) {
        this(Snapshot.of(keeper.enrol(), hubSeal.verifyKey(), history.all(), keeper.leaving()));
        now.byCode().keySet().forEach(addresses::declare);
    }

    /** Over a registry from elsewhere; everybody receives by AMQP. */
    public Members(Registry registry, VerifyKey hubKey) {
        this(Snapshot.of(
                new Roster(registry, Map.of(), Map.of(), Map.of()), hubKey, List.of(), Set.of()));
    }

    private Members(Snapshot now) {
        this.now = now;
    }

    Snapshot now() {
        return now;
    }

    /** From here on all that is asked is answered by {@code next}. */
    void become(Snapshot next) {
        now = next;
    }

    /** The registry as spokes get it. */
    public Registry registry() {
        return now.roster().registry();
    }

    public Optional<Registry.Member> find(MemberCode code) {
        return Optional.ofNullable(now.byCode().get(code));
    }

    /**
     * Whose seal key {@code keyId} is or was, and when it counts; empty for one that is no member's of today. The hub's
     * own key is found too.
     */
    public Optional<KeyRing.Held> ownerOf(String keyId) {
        return Optional.ofNullable(now.byKey().get(keyId));
    }

    /** How {@code member} receives. */
    public Binding bindingOf(MemberCode member) {
        return now.binding(member);
    }

    /** Those who do not receive by AMQP, and how they do. */
    public Map<MemberCode, Binding> bindings() {
        return now.roster().bindings();
    }

    /** What was agreed with {@code member} on its attachments. */
    public Attaching attachments(MemberCode member) {
        return now.roster().attaching().getOrDefault(member, Attaching.AS_EVERYBODY);
    }

    /** What was agreed with {@code member} on how much it may take. */
    public Limits limits(MemberCode member) {
        return now.roster().limits().getOrDefault(member, Limits.AS_EVERYBODY);
    }

    /** Whether {@code grantee} may hand tickets to {@code grantor}. */
    public boolean mayHandOver(MemberCode grantee, MemberCode grantor) {
        return now.handovers().contains(new Snapshot.Handover(grantee, grantor));
    }

    /** Whether {@code member} belongs, and for the time being nothing is taken from it and nothing put to it. */
    public boolean isSuspended(MemberCode member) {
        return now.suspended().contains(member);
    }

    /** Whether {@code member} is on its way out: nothing new is handed to it, and it begins nothing. */
    public boolean isLeaving(MemberCode member) {
        return now.leaving().contains(member);
    }

    /** Whether {@code grantor} lends {@code grantee} its operators for questions of {@code category}. */
    public boolean lends(MemberCode grantor, MemberCode grantee, String category) {
        return now.loans().contains(new Snapshot.Loan(grantee, grantor, category));
    }

    @Override
    public Agreed agreed(MemberCode member) {
        Limits own = limits(member);
        return own.rate() == null
                ? new Agreed(null, null, own.connections(), own.waiting())
                : new Agreed(own.rate().perSecond(), own.rate().burst(), own.connections(), own.waiting());
    }

    @Override
    public boolean admits(MemberCode member) {
        Snapshot one = now;
        return one.byCode().containsKey(member) && !one.suspended().contains(member);
    }
}
