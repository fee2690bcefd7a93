package io.snodo.ops.attack.database;

import io.snodo.ops.attack.interfaces.Door;
import io.snodo.ops.attack.seen.Judge;
import io.snodo.ops.attack.seen.Role;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every table of the catalogue, read and written in the application's role as another tenant, as nobody, and on a
 * connection that was somebody's before.
 */
public final class DatabaseAssault {
    /** Names that are no member's, but look as if they could be more than one. */
    private static final List<String> ODD =
            List.of("c_z999", "*", "%", "{%s}", "%s ", "%s,c_z999", "' or true --", "null", "HUB");

    private final Judge judge;
    private final Database database;
    private final String owner;
    private final String stranger;
    private final String ticket;

    /** {@code owner} and {@code stranger} are members' codes, {@code ticket} is the owner's. */
    public DatabaseAssault(Judge judge, Database database, String owner, String stranger, String ticket) {
        this.ticket = ticket;
        this.judge = judge;
        this.database = database;
        this.owner = owner;
        this.stranger = stranger;
    }

    public void run() throws SQLException, IOException {
        try (Connection superuser = database.superuser();
                Connection application = database.application()) {
            List<Table> tables = Table.all(superuser);
            for (Table table : tables) {
                if (guard(table)) {
                    reads(application, table);
                    writes(superuser, application, table);
                }
            }
            List<Table> guarded = tables.stream()
                    .filter(table -> table.guarded() && !Allowed.READ_BY_ALL.containsKey(table.name()))
                    .toList();
            guarded.stream()
                    .filter(table -> table.rows() == 0)
                    .forEach(table -> judge.tally()
                            .note("database, " + table.name() + ": empty, so that nothing could be read from it"));
            new Reuse(judge, database, owner, stranger).of(guarded);
            new Functions(judge, superuser, application, ticket, stranger).run();
        }
    }

    /** Whether there is row security to be tried; where there is none there has to be a reason. */
    private boolean guard(Table table) {
        judge.tally().attempt(Door.DATABASE, Role.FOREIGN_TENANT);
        if (table.guarded() || !table.granted()) {
            return table.granted();
        }
        String reason = Allowed.UNGUARDED.get(table.name());
        if (reason == null) {
            judge.access(
                    attempt(Role.FOREIGN_TENANT, "table " + table.name()),
                    "without row security, and without a reason");
        } else {
            judge.tally().note("database, " + table.name() + ": without row security: " + reason);
        }
        return false;
    }

    private void reads(Connection application, Table table) throws SQLException {
        String open = Allowed.READ_BY_ALL.get(table.name());
        if (open != null) {
            judge.tally().note("database, " + table.name() + ": read by all: " + open);
            return;
        }
        read(application, table, stranger, stranger);
        for (String odd : ODD) {
            read(application, table, odd.replace("%s", owner), "");
        }
        read(application, table, "", "");
    }

    private void read(Connection application, Table table, String tenant, String own) throws SQLException {
        Role role = tenant.isEmpty() ? Role.NO_TENANT : Role.FOREIGN_TENANT;
        judge.tally().attempt(Door.DATABASE, role);
        Rows.tenant(application, tenant, false);
        long seen = Rows.foreign(application, table, own);
        if (seen > 0) {
            judge.access(attempt(role, "reading " + table.name() + " as '" + tenant + "'"), seen + " rows of others");
        }
    }

    private void writes(Connection superuser, Connection application, Table table) throws SQLException {
        for (String tenant : List.of("c_z999", "")) {
            Rows.tenant(application, tenant, false);
            for (String column : table.columns()) {
                write(
                        application,
                        table,
                        tenant,
                        "update " + table.quoted() + " set " + Table.quoted(column) + " = default");
            }
            write(application, table, tenant, "delete from " + table.quoted());
            write(application, table, tenant, "truncate " + table.quoted());
        }
        Rows.tenant(application, stranger, false);
        for (String column : table.columns()) {
            String name = Table.quoted(column);
            write(
                    application,
                    table,
                    stranger,
                    "update " + table.quoted() + " t set " + name + " = " + name + " where position('" + stranger
                            + "' in t::text) = 0");
        }
        write(
                application,
                table,
                stranger,
                "delete from " + table.quoted() + " t where position('" + stranger + "' in t::text) = 0");
        forge(superuser, application, table);
    }

    private void write(Connection application, Table table, String tenant, String sql) throws SQLException {
        Role role = tenant.isEmpty() ? Role.NO_TENANT : Role.FOREIGN_TENANT;
        judge.tally().attempt(Door.DATABASE, role);
        Rows.Changed changed = Rows.changed(application, sql);
        if (changed.reached() || sql.startsWith("truncate") && changed.state().isEmpty()) {
            judge.access(attempt(role, sql + " as '" + tenant + "'"), changed.toString());
        }
    }

    /** A row of others once more, written as the stranger: it must be refused for whose it is, not for being there. */
    private void forge(Connection superuser, Connection application, Table table) throws SQLException {
        String row = foreignRow(superuser, table);
        if (row == null) {
            return;
        }
        judge.tally().attempt(Door.DATABASE, Role.FOREIGN_TENANT);
        Rows.Changed changed = Rows.changed(
                application,
                "insert into " + table.quoted() + " select * from jsonb_populate_record(null::" + table.quoted()
                        + ", ?::jsonb)",
                row);
        if (changed.reached()) {
            judge.access(attempt(Role.FOREIGN_TENANT, "a row of others into " + table.name()), changed.toString());
        }
    }

    /** Of the owner's ticket, if there is one: what others say to all members is the stranger's to pass on, too. */
    private @Nullable String foreignRow(Connection superuser, Table table) throws SQLException {
        try (PreparedStatement statement = superuser.prepareStatement("select to_jsonb(t)::text from " + table.quoted()
                + " t where position(? in t::text) = 0 order by position(? in t::text) = 0 limit 1")) {
            statement.setString(1, stranger);
            statement.setString(2, ticket);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getString(1) : null;
            }
        }
    }

    static Judge.Attempt attempt(Role role, String words) {
        return new Judge.Attempt(Door.DATABASE, role, words, false);
    }
}
