package io.snodo.hub.members;

import io.snodo.hub.members.folder.TenantsFolder;
import io.snodo.hub.members.store.StoredArrangements;
import io.snodo.hub.members.store.StoredRegistry;
import io.snodo.hub.tenancy.Homes;
import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Registry;
import io.snodo.messages.seal.Validity;
import io.snodo.messages.seal.VerifyKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What the tenants folder wants to be, in sight of what has happened to members beside it; within the caller's transaction. */
@Component
class Intent {
    private static final Logger LOG = LoggerFactory.getLogger(Intent.class);

    /** How long before a key's end the log speaks of it at every start. */
    private static final Duration NOTICE = Duration.ofDays(30);

    private final TenantsSettings settings;
    private final StoredRegistry stored;
    private final StoredArrangements arranged;
    private final HeldKeys held;
    private final Homes homes;
    private final Lives lives;
    private final Credentials credentials;

    Intent(
            TenantsSettings settings,
            StoredRegistry stored,
            StoredArrangements arranged,
            HeldKeys held,
            Homes homes,
            Lives lives,
            Credentials credentials) {
        this.settings = settings;
        this.stored = stored;
        this.arranged = arranged;
        this.held = held;
        this.homes = homes;
        this.lives = lives;
        this.credentials = credentials;
    }

    /** Whether this node has a folder. */
    boolean isThere() {
        return settings.tenants() != null && !settings.tenants().toString().isEmpty();
    }

    private TenantsFolder folder() {
        return new TenantsFolder(Objects.requireNonNull(settings.tenants()));
    }

    List<NearHub> hubs() {
        return folder().hubs();
    }

    /**
     * Who is to belong, and how.
     *
     * @throws TenantsUnusable with a sentence for each fault that nothing but the folder can mend
     */
    Roster roster(Instant now) {
        Roster folder = withPartners(withLeaving(held.given(withEnrolled(withoutDeparted(folder().read())))));
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
                    String id = VerifyKey.idOf(jwk);
                    if (revoked.contains(id)) {
                        LOG.warn("seal key is revoked, take it out of the folder tenant={} key={}", member.code(), id);
                    }
                    return !revoked.contains(id);
                })
                .toList()));
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
}
