package io.snodo.hub.tenancy;

import io.snodo.hub.embedded.FurtherDatabase;
import io.snodo.messages.MemberCode;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Opens a database at the start: it has to be there, of this version, and of this hub under this name. */
final class Opening {
    private final Identity first;

    private record Identity(UUID hub, String name) {}

    /** {@code database} is the first; it is given an identity when it has none. */
    Opening(JdbcClient database) {
        first = given(database, UUID.randomUUID(), Home.FIRST);
        if (!first.name().equals(Home.FIRST)) {
            throw new DatabaseUnusable("The database that the hub is given as its first is the one it knows as "
                    + first.name() + "; set snodo.database.url to the first.");
        }
    }

    OpenDatabase open(FurtherDatabase further) {
        String name = further.name();
        if (!name.matches("[a-z][a-z0-9-]{0,39}") || name.equals(Home.FIRST)) {
            throw new DatabaseUnusable("snodo.databases." + name
                    + " cannot be called so: a name is up to 40 of a-z 0-9 -, and first is the hub's own.");
        }
        OpenDatabase open = new OpenDatabase(further);
        try {
            if (open.answers()) { // another hub's is not even migrated
                demandOurs(name, open.client());
            }
            further.migrate();
            given(open.client(), first.hub(), name);
            demandOurs(name, open.client());
            return open;
        } catch (DataAccessException e) {
            open.close();
            throw new DatabaseUnusable(
                    "The database " + name + " does not let the hub work; see snodo.databases." + name
                            + ".username and .password.",
                    e);
        } catch (RuntimeException e) {
            open.close();
            throw e;
        }
    }

    private void demandOurs(String name, JdbcClient database) {
        Optional<Identity> found = CurrentTenant.during(MemberCode.HUB, () -> {
            if (!has(database, "database_identity")) {
                return has(database, "member") && !isEmpty(database)
                        ? Optional.of(new Identity(UUID.randomUUID(), "nobody's"))
                        : Optional.empty();
            }
            return identity(database);
        });
        if (found.isEmpty()) {
            return;
        }
        if (!found.get().hub().equals(first.hub())) {
            throw new DatabaseUnusable("The database " + name + " is another hub's; give snodo.databases." + name
                    + ".url one that is empty, or this hub's own.");
        }
        if (!found.get().name().equals(name)) {
            throw new DatabaseUnusable(
                    "The database that snodo.databases." + name + ".url names is the one that this hub knows as "
                            + found.get().name() + "; call it so, or give another url.");
        }
    }

    private static boolean has(JdbcClient database, String table) {
        return database.sql("select to_regclass(?) is not null")
                .param(table)
                .query(Boolean.class)
                .single();
    }

    /** Of who belongs only the first knows. */
    private static boolean isEmpty(JdbcClient database) {
        return database.sql("select not exists(select from member)")
                .query(Boolean.class)
                .single();
    }

    private static Identity given(JdbcClient database, UUID hub, String name) {
        return CurrentTenant.during(MemberCode.HUB, () -> {
            database.sql("insert into database_identity (hub, name) values (?, ?) on conflict do nothing")
                    .params(hub, name)
                    .update();
            return identity(database).orElseThrow();
        });
    }

    private static Optional<Identity> identity(JdbcClient database) {
        List<Identity> found = database.sql("select hub, name from database_identity")
                .query((row, _) -> new Identity(row.getObject("hub", UUID.class), row.getString("name")))
                .list();
        return found.stream().findFirst();
    }
}
