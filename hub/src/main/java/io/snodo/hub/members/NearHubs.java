package io.snodo.hub.members;

import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Registry;
import io.snodo.messages.seal.Validity;
import io.snodo.messages.seal.VerifyKey;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The hubs next to this one, and what each has told; both within the caller's transaction, as the hub's tenant. */
@Component
class NearHubs {
    private final JdbcClient database;

    NearHubs(JdbcClient database) {
        this.database = database;
    }

    List<NearHub> all() {
        return database.sql("select body from near_hub order by code").query(String.class).list().stream()
                .map(body -> Json.MAPPER.readValue(body, NearHub.class))
                .toList();
    }

    void become(List<NearHub> wanted, Instant now) {
        database.sql("delete from near_hub").update();
        wanted.forEach(hub -> database.sql("insert into near_hub (code, body) values (?, ?)")
                .params(hub.code().value(), Json.MAPPER.writeValueAsString(hub))
                .update());
        settle(now);
    }

    /** Whose each thing is that neighbours have told. */
    Map<String, MemberCode> claims() {
        Map<String, MemberCode> claims = new HashMap<>();
        database.sql("select claim, hub from behind_claim").query(row -> {
            claims.put(row.getString("claim"), new MemberCode(row.getString("hub")));
        });
        return claims;
    }

    private void settle(Instant now) {
        Map<MemberCode, Registry> told = told();
        told.keySet().retainAll(all().stream().map(NearHub::code).toList());
        Map<String, MemberCode> before = claims();
        Map<String, MemberCode> after = Claims.settled(before, told);
        before.entrySet().stream()
                .filter(each -> !each.getValue().equals(after.get(each.getKey())))
                .forEach(each -> database.sql("delete from behind_claim where claim = ?")
                        .param(each.getKey())
                        .update());
        after.entrySet().stream()
                .filter(each -> !each.getValue().equals(before.get(each.getKey())))
                .forEach(each -> database.sql("insert into behind_claim (claim, hub, since) values (?, ?, ?)")
                        .params(each.getKey(), each.getValue().value(), Timestamp.from(now))
                        .update());
    }

    /** What each has said last; of one that is no neighbour any more too. */
    Map<MemberCode, Registry> told() {
        Map<MemberCode, Registry> told = new HashMap<>();
        database.sql("select hub, body from behind_hub")
                .query((row, _) -> told.put(
                        new MemberCode(row.getString("hub")),
                        Json.MAPPER.readValue(row.getString("body"), Registry.class)))
                .list();
        return told;
    }

    /** The keys of those behind {@code hub}; one that is told no more has ended. A key never becomes another's. */
    void keep(MemberCode hub, Registry known, Instant now) {
        List<String> present = new ArrayList<>();
        Map<MemberCode, String> names = new HashMap<>();
        for (Registry.Member member : known.members()) {
            if (hub.equals(member.via())) {
                names.put(member.code(), member.name());
                member.keys().forEach(jwk -> present.add(keep(hub, member.code(), member.name(), jwk, now)));
            }
        }
        for (Registry.RetiredKey key : known.retired()) {
            String name = names.get(key.member());
            if (name != null) {
                Map<String, String> jwk = new Validity(key.since(), key.until()).on(key.jwk());
                present.add(keep(hub, key.member(), name, jwk, now));
            }
        }
        database.sql("update behind_key set until = ? where hub = ? and until is null and key_id <> all (?)")
                .param(Timestamp.from(now))
                .param(hub.value())
                .param((Object) present.toArray(String[]::new))
                .update();
    }

    private String keep(MemberCode hub, MemberCode member, String name, Map<String, String> jwk, Instant now) {
        VerifyKey key = VerifyKey.ofJwk(jwk);
        Validity validity = Validity.ofJwk(jwk);
        database.sql("""
                        insert into behind_key (key_id, member, hub, name, jwk, added_at, until)
                        values (?, ?, ?, ?, ?, ?, ?)
                        on conflict (key_id) do update set name = excluded.name, until = excluded.until
                            where behind_key.member = excluded.member and behind_key.hub = excluded.hub""")
                .params(key.keyId(), member.value(), hub.value(), name)
                .param(Json.MAPPER.writeValueAsString(key.jwk()))
                .param(Timestamp.from(validity.since() == null ? now : validity.since()))
                .param(validity.until() == null ? null : Timestamp.from(validity.until()))
                .update();
        return key.keyId();
    }

    /** Whether that is otherwise than what {@code hub} had said before. */
    boolean tell(MemberCode hub, Registry said, Instant now) {
        Registry same = new Registry(0, said.members(), List.of(), List.of(), said.retired());
        String body = Json.MAPPER.writeValueAsString(same);
        Optional<String> known = database.sql("select body from behind_hub where hub = ?")
                .param(hub.value())
                .query(String.class)
                .optional();
        if (known.filter(body::equals).isPresent()) {
            return false;
        }
        database.sql("""
                        insert into behind_hub (hub, body, told_at) values (?, ?, ?)
                        on conflict (hub) do update set body = excluded.body, told_at = excluded.told_at""").params(hub.value(), body, Timestamp.from(now)).update();
        settle(now);
        return true;
    }
}
