package io.snodo.hub.tenancy;

import io.snodo.messages.MemberCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * In which database the own data of each member is. The first database has the word; every database repeats it for the
 * members that it knows, and takes nothing of one that is elsewhere.
 */
@Component
public class Homes {
    private static final Logger LOG = LoggerFactory.getLogger(Homes.class);

    private final MemberDatabases databases;
    private final JdbcClient first;
    private volatile Map<MemberCode, Home> now = Map.of();

    Homes(MemberDatabases databases, JdbcClient first) {
        this.databases = databases;
        this.first = first;
        look();
        new Soundness(databases, now).demand();
    }

    /** As this node goes by it; within a second what any node has made of it. */
    public Home of(MemberCode member) {
        return now.getOrDefault(member, Home.USUAL);
    }

    /** Whether there is a database called so. */
    public boolean has(String name) {
        return databases.has(name);
    }

    /** As it stands in the database, in the caller's transaction if there is one. */
    public Map<MemberCode, Home> read() {
        return CurrentTenant.during(MemberCode.HUB, () -> read(first));
    }

    static Map<MemberCode, Home> read(JdbcClient database) {
        Map<MemberCode, Home> read = new HashMap<>();
        database.sql("select member, name, other, phase from member_database").query((ResultSet row) -> {
            read.put(new MemberCode(row.getString("member")), home(row));
        });
        return read;
    }

    private static Home home(ResultSet row) throws SQLException {
        return new Home(
                row.getString("name"),
                row.getString("other"),
                Home.Phase.valueOf(row.getString("phase").toUpperCase(Locale.ROOT)));
    }

    /** Whether anything of {@code member}'s own is where it lives. */
    public boolean hasAnything(MemberCode member) {
        return holds(databases.client(of(member).name()), member);
    }

    static boolean holds(JdbcClient database, MemberCode member) {
        return CurrentTenant.during(
                member,
                () -> database.sql("""
                        select exists(select from submission where member = :m)
                            or exists(select from token_seen where issuer = :m and expires_at > now())""")
                        .param("m", member.value())
                        .query(Boolean.class)
                        .single());
    }

    /** For one that has nothing of its own yet; within the caller's transaction. */
    public void place(MemberCode member, String name) {
        write(member, Home.in(name), Optional.of(of(member).name()));
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int status) {
                    look();
                }
            });
        } else {
            look();
        }
    }

    /**
     * In such an order that wherever it is broken off, nobody writes where it does not live: first it is held still, then it
     * is at home, and in the end the other one is let go.
     */
    void write(MemberCode member, Home home, Optional<String> before) {
        Stream<String> order = switch (home.phase()) {
            case COPYING -> Stream.of(Home.FIRST, home.name(), String.valueOf(home.other()));
            case CLEARING -> Stream.of(home.name(), Home.FIRST, String.valueOf(home.other()));
            case HERE ->
                Stream.concat(
                        Stream.concat(before.stream(), Stream.of(home.name())).filter(name -> !name.equals(Home.FIRST)),
                        Stream.of(Home.FIRST));
        };
        CurrentTenant.run(
                MemberCode.HUB, () -> order.distinct().forEach(name -> write(databases.client(name), member, home)));
    }

    private static void write(JdbcClient database, MemberCode member, Home home) {
        database.sql("""
                        insert into member_database (member, name, other, phase) values (?, ?, ?, ?)
                        on conflict (member) do update
                            set name = excluded.name, other = excluded.other, phase = excluded.phase""")
                .param(member.value())
                .param(home.name())
                .param(home.other())
                .param(home.phase().name().toLowerCase(Locale.ROOT))
                .update();
    }

    /** Now; this node goes by what the first database says when this returns. */
    final void look() {
        now = Map.copyOf(read());
    }

    @Scheduled(fixedDelayString = "PT1S")
    void lookAgain() {
        try {
            if (!databases.isAlone()) {
                look();
            }
        } catch (DataAccessException e) { // the first is away, and with it all else
            LOG.warn(
                    "homes could not be looked at, looking again cause={}",
                    e.getClass().getSimpleName());
        }
    }

    /** Those that do not live in the first, and where they do. */
    public Map<MemberCode, String> elsewhere() {
        return read().entrySet().stream()
                .filter(each -> !each.getValue().name().equals(Home.FIRST))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> each.getValue().name()));
    }
}
