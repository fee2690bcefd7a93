package io.snodo.hub.members;

import io.snodo.hub.embedded.MemberPresence;
import io.snodo.hub.tenancy.CurrentTenant;
import io.snodo.messages.MemberCode;
import io.snodo.messages.body.MemberHello;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** When each member was last seen: its connections to this node's broker, and the last time it presented itself. */
@Component
public class Sightings {
    private static final String HELLOS = "select member, software, registry_version, at from member_hello";

    private final Map<MemberCode, MemberPresence> connections = new ConcurrentHashMap<>();
    private final JdbcClient database;

    Sightings(JdbcClient database) {
        this.database = database;
    }

    /** What a spoke said of itself. */
    public record Hello(MemberCode member, String software, long registryVersion, Instant at) {}

    /** Its last coming or going; empty if neither happened since this node started. */
    public Optional<MemberPresence> connection(MemberCode member) {
        return Optional.ofNullable(connections.get(member));
    }

    public Optional<Hello> lastHello(MemberCode member) {
        return CurrentTenant.during(
                MemberCode.HUB,
                () -> database.sql(HELLOS + " where member = ?")
                        .param(member.value())
                        .query((row, _) -> hello(row))
                        .optional());
    }

    /** The last of each that ever presented itself. */
    public Map<MemberCode, Hello> hellos() {
        return CurrentTenant.during(
                        MemberCode.HUB,
                        () -> database.sql(HELLOS).query((row, _) -> hello(row)).list())
                .stream()
                .collect(Collectors.toMap(Hello::member, Function.identity()));
    }

    private static Hello hello(ResultSet row) throws SQLException {
        return new Hello(
                new MemberCode(row.getString("member")),
                row.getString("software"),
                row.getLong("registry_version"),
                row.getTimestamp("at").toInstant());
    }

    /** Within the caller's transaction, with {@code member}'s tenant open. */
    public void greeted(MemberCode member, MemberHello hello, Instant now) {
        database.sql("""
                        insert into member_hello (member, software, registry_version, at) values (?, ?, ?, ?)
                        on conflict (member) do update
                            set software = excluded.software, registry_version = excluded.registry_version, at = excluded.at""")
                .param(member.value())
                .param(hello.software())
                .param(hello.registryVersion())
                .param(Timestamp.from(now))
                .update();
    }

    @EventListener
    void noted(MemberPresence presence) {
        connections.put(presence.member(), presence);
    }
}
