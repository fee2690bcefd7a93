package io.snodo.spoke.link;

import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.agreement.Agreements;
import io.snodo.messages.body.Registry;
import io.snodo.messages.seal.KeyRing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Who belongs to the network, as the hub said last; good also while the hub is away. */
public class RegistryCopy {
    private static final Registry NONE = new Registry(0, List.of(), List.of(), List.of());

    private final JdbcClient jdbc;
    private volatile Snapshot snapshot;

    public RegistryCopy(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.snapshot = Snapshot.of(jdbc.sql("select body from registry")
                .query(String.class)
                .optional()
                .map(body -> Json.MAPPER.readValue(body, Registry.class))
                .orElse(NONE));
    }

    /** Version 0 and empty until the hub has spoken for the first time. */
    public Registry current() {
        return snapshot.registry;
    }

    public Optional<Registry.Member> member(MemberCode code) {
        return current().members().stream().filter(m -> m.code().equals(code)).findFirst();
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
                .filter(m -> agreements().mayHandOver(from, m.code(), null, now))
                .toList();
    }

    /** Whether {@code helper} lends its operators to {@code busy} for questions of {@code category}. */
    public boolean lends(MemberCode helper, MemberCode busy, String category, Instant now) {
        return agreements().lends(helper, busy, category, now);
    }

    /** The key of that id, if it is or was one of {@code member}'s. */
    Optional<KeyRing.Held> key(MemberCode member, String keyId) {
        return snapshot.keys.find(member, keyId);
    }

    /** Takes over what the hub says, unless something newer is known already; joins the caller's transaction. */
    void replace(Registry registry, long now) {
        int changed = jdbc.sql("""
                        insert into registry (only, version, body, at) values (1, ?, ?, ?)
                        on conflict (only) do update set version = excluded.version, body = excluded.body, at = excluded.at
                        where excluded.version > registry.version""")
                .params(registry.version(), Json.MAPPER.writeValueAsString(registry), now)
                .update();
        if (changed == 0) {
            return;
        }
        Snapshot next = Snapshot.of(registry);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                snapshot = next;
            }
        });
    }

    private record Snapshot(Registry registry, KeyRing keys, Agreements agreements) {
        static Snapshot of(Registry registry) {
            return new Snapshot(registry, KeyRing.of(registry), Agreements.of(registry.agreements()));
        }
    }
}
