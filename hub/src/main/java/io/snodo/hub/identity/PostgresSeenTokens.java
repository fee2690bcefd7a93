package io.snodo.hub.identity;

import io.snodo.hub.tenancy.CurrentTenant;
import io.snodo.hub.tenancy.OwnData;
import io.snodo.messages.MemberCode;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** In its issuer's database, because a token used at one hub node must not open another; rows go soon after they expire. */
@Component
class PostgresSeenTokens implements SeenTokens {
    private final OwnData own;
    private final Clock clock;

    PostgresSeenTokens(OwnData own, Clock clock) {
        this.own = own;
        this.clock = clock;
    }

    @Override
    public boolean add(MemberCode issuer, String jti, Instant expiry) {
        return own.of(
                        issuer,
                        database -> database.sql(
                                        "insert into token_seen (issuer, jti, expires_at) values (?, ?, ?) on conflict do nothing")
                                .param(issuer.value())
                                .param(jti)
                                .param(Timestamp.from(expiry))
                                .update())
                == 1;
    }

    @Override
    public boolean addAll(MemberCode issuer, Map<String, Instant> ids) {
        String[] names = ids.keySet().toArray(String[]::new);
        Timestamp[] expiries = ids.values().stream().map(Timestamp::from).toArray(Timestamp[]::new);
        return own.of(
                        issuer,
                        database -> database.sql("""
                        insert into token_seen (issuer, jti, expires_at)
                        select cast(? as text), each.jti, each.expires_at
                        from unnest(cast(? as text[]), cast(? as timestamptz[])) as each (jti, expires_at)
                        where not exists (select from token_seen where issuer = ? and jti = any (cast(? as text[])))
                        on conflict do nothing
                        """)
                                .param(issuer.value())
                                .param(names)
                                .param(expiries)
                                .param(issuer.value())
                                .param(names)
                                .update())
                == ids.size();
    }

    @Scheduled(fixedDelayString = "PT1M")
    void forgetExpired() {
        CurrentTenant.run(
                MemberCode.HUB,
                () -> own.everywhere(database -> database.sql("delete from token_seen where expires_at < ?")
                        .param(Timestamp.from(clock.instant()))
                        .update()));
    }
}
