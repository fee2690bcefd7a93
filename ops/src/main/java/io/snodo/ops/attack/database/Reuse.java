package io.snodo.ops.attack.database;

import io.snodo.ops.attack.interfaces.Door;
import io.snodo.ops.attack.seen.Judge;
import io.snodo.ops.attack.seen.Role;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;

/** One connection, as a pool gives it out again and again: what was open before must be shut, however it was left. */
final class Reuse {
    /** After so many executions the server keeps one plan for all. */
    private static final int UNTIL_PLANNED = 12;

    private final Judge judge;
    private final Database database;
    private final String owner;
    private final String stranger;

    Reuse(Judge judge, Database database, String owner, String stranger) {
        this.judge = judge;
        this.database = database;
        this.owner = owner;
        this.stranger = stranger;
    }

    /** How a tenant was open, and how its connection was left. */
    private interface Left {
        void behind(Connection connection) throws SQLException;
    }

    void of(List<Table> tables) throws SQLException, IOException {
        try (Connection connection = database.application()) {
            shut(connection, tables, "forgotten", each -> {
                Rows.tenant(each, owner, false);
                see(each, tables);
                Rows.tenant(each, "", false);
            });
            shut(connection, tables, "committed", each -> {
                each.setAutoCommit(false);
                Rows.tenant(each, owner, true);
                see(each, tables);
                each.commit();
                each.setAutoCommit(true);
            });
            shut(connection, tables, "rolled back", each -> {
                each.setAutoCommit(false);
                Rows.tenant(each, owner, true);
                see(each, tables);
                each.rollback();
                each.setAutoCommit(true);
            });
            shut(connection, tables, "rolled back to a savepoint", each -> {
                each.setAutoCommit(false);
                Savepoint before = each.setSavepoint();
                Rows.tenant(each, owner, true);
                each.rollback(before);
                each.commit();
                each.setAutoCommit(true);
            });
            shut(connection, tables, "failed", each -> {
                each.setAutoCommit(false);
                Rows.tenant(each, owner, true);
                try {
                    Rows.execute(each, "select 1/0");
                } catch (SQLException e) {
                    each.rollback();
                }
                each.setAutoCommit(true);
            });
            shut(connection, tables, "reset", each -> {
                Rows.tenant(each, owner, false);
                Rows.execute(each, "reset all");
            });
            for (Table table : tables) {
                planned(connection, table);
            }
        }
    }

    private static void see(Connection connection, List<Table> tables) throws SQLException {
        for (Table table : tables) {
            Rows.foreign(connection, table, "");
        }
    }

    private void shut(Connection connection, List<Table> tables, String how, Left left) throws SQLException {
        left.behind(connection);
        for (Table table : tables) {
            judge.tally().attempt(Door.DATABASE, Role.NO_TENANT);
            long seen = Rows.foreign(connection, table, "");
            if (seen > 0) {
                judge.access(
                        DatabaseAssault.attempt(
                                Role.NO_TENANT, table.name() + " after another's connection was " + how),
                        seen + " rows");
            }
        }
    }

    /** One prepared statement, planned while the owner was open, executed as the stranger. */
    private void planned(Connection connection, Table table) throws SQLException {
        judge.tally().attempt(Door.DATABASE, Role.FOREIGN_TENANT);
        String sql = "select count(*) from " + table.quoted() + " t where position('" + stranger + "' in t::text) = 0"
                + Allowed.notShared(table);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Rows.tenant(connection, owner, false);
            for (int i = 0; i < UNTIL_PLANNED; i++) {
                count(statement);
            }
            Rows.tenant(connection, stranger, false);
            long seen = count(statement);
            if (seen > 0) {
                judge.access(
                        DatabaseAssault.attempt(Role.FOREIGN_TENANT, table.name() + " by a plan made for another"),
                        seen + " rows");
            }
        } finally {
            Rows.tenant(connection, "", false);
        }
    }

    private static long count(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
