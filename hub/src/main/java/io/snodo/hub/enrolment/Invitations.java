package io.snodo.hub.enrolment;

import io.snodo.hub.members.Members;
import io.snodo.hub.members.TenantFacts;
import io.snodo.hub.tenancy.CurrentTenant;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.Sha256;
import io.snodo.messages.enrolment.Invitation;
import io.snodo.messages.enrolment.Possession;
import io.snodo.messages.seal.SealKey;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Invites members: each invitation opens once, for a time, and only the newest of a member's. */
@Component
public class Invitations {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int OCTETS = 32;

    private final StoredInvitations stored;
    private final TenantFacts facts;
    private final Members members;
    private final HubAddresses addresses;
    private final SealKey hubSeal;
    private final EnrolmentSettings settings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Invitations(
            StoredInvitations stored,
            TenantFacts facts,
            Members members,
            HubAddresses addresses,
            SealKey hubSeal,
            EnrolmentSettings settings,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.stored = stored;
        this.facts = facts;
        this.members = members;
        this.addresses = addresses;
        this.hubSeal = hubSeal;
        this.settings = settings;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** What is sent to the member; it is kept nowhere here. */
    public record Invited(MemberCode member, String invitation, Instant until) {}

    /**
     * Empty for who does not belong. One that waited is withdrawn.
     *
     * @param noted what is written down of it in the same transaction
     */
    public Optional<Invited> invite(MemberCode member, String by, Runnable noted) {
        return members.find(member).map(known -> {
            Instant now = clock.instant();
            byte[] secret = new byte[OCTETS];
            RANDOM.nextBytes(secret);
            Invitation invitation = new Invitation(
                    UUID.randomUUID(),
                    addresses.api().toString(),
                    member,
                    known.name(),
                    Base64.getUrlEncoder().withoutPadding().encodeToString(secret),
                    now.plus(settings.invitationsLast()).truncatedTo(ChronoUnit.SECONDS),
                    addresses.vouchingForApi(),
                    Possession.jwk(Possession.hubs(hubSeal)),
                    hubSeal.verifyKey().jwk());
            StoredInvitations.Row row = new StoredInvitations.Row(
                    invitation.id(),
                    member,
                    digest(invitation.secret()),
                    Json.MAPPER.writeValueAsString(facts.of(member)),
                    invitation.until(),
                    null,
                    false);
            CurrentTenant.run(
                    MemberCode.HUB,
                    () -> transaction.executeWithoutResult(_ -> {
                        stored.withdraw(member, now);
                        stored.add(row, by, now);
                        noted.run();
                    }));
            return new Invited(member, invitation.sealed(hubSeal), invitation.until());
        });
    }

    /** False if none waited. */
    public boolean withdraw(MemberCode member, Runnable noted) {
        return CurrentTenant.during(
                MemberCode.HUB,
                () -> Boolean.TRUE.equals(transaction.execute(_ -> {
                    boolean withdrawn = stored.withdraw(member, clock.instant());
                    if (withdrawn) {
                        noted.run();
                    }
                    return withdrawn;
                })));
    }

    /** Who has been invited and has not come yet, and until when it can. */
    public Map<MemberCode, Instant> waiting() {
        return stored.waiting(clock.instant()).stream()
                .collect(Collectors.toMap(StoredInvitations.Row::member, StoredInvitations.Row::until));
    }

    static String digest(String secret) {
        return Sha256.hex(secret.getBytes(StandardCharsets.UTF_8));
    }
}
