package io.snodo.hub.tenancy;

import io.snodo.messages.MemberCode;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is looked after at every start, and mended at none: nobody's data is where it does not live. */
final class Soundness {
    private final MemberDatabases databases;
    private final Map<MemberCode, Home> homes;

    Soundness(MemberDatabases databases, Map<MemberCode, Home> homes) {
        this.databases = databases;
        this.homes = homes;
    }

    void demand() {
        homes.forEach((member, home) -> {
            has(member, home.name());
            if (home.other() != null) {
                has(member, home.other());
            }
        });
        homes.keySet().stream()
                .filter(member -> !belongs(member, Home.FIRST) && Homes.holds(databases.client(Home.FIRST), member))
                .forEach(member -> foreign(member, Home.FIRST));
        for (String name : databases.besidesTheFirst()) {
            repeated(name, databases.client(name));
            held(name, databases.client(name));
        }
    }

    private void has(MemberCode member, String name) {
        if (!databases.has(name)) {
            throw new DatabaseUnusable("The data of " + member + " is in the database " + name
                    + ", and there is no snodo.databases." + name + "; say where it is.");
        }
    }

    private void repeated(String name, JdbcClient database) {
        Map<MemberCode, Home> said = CurrentTenant.during(MemberCode.HUB, () -> Homes.read(database));
        homes.forEach((member, home) -> {
            if (home.equals(Home.in(name))
                    && !Objects.requireNonNullElse(said.get(member), Home.USUAL)
                            .name()
                            .equals(name)) {
                throw new DatabaseUnusable(
                        "The data of " + member + " is to be in the database " + name
                                + ", which knows nothing of it: it is of an earlier time; restore it from the one of the first.");
            }
        });
    }

    private void held(String name, JdbcClient database) {
        database.sql("select member from own_data_members()").query(String.class).list().stream()
                .map(MemberCode::new)
                .filter(member -> !belongs(member, name))
                .forEach(member -> foreign(member, name));
    }

    private boolean belongs(MemberCode member, String name) {
        Home home = homes.getOrDefault(member, Home.USUAL);
        return home.name().equals(name) || name.equals(home.other());
    }

    private void foreign(MemberCode member, String name) {
        throw new DatabaseUnusable("Data of " + member + " is in the database " + name + ", and it lives in "
                + homes.getOrDefault(member, Home.USUAL).name()
                + ": only ops/snodo move-database moves a member; restore both databases from the same time.");
    }
}
