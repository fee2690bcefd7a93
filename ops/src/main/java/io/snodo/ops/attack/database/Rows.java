package io.snodo.ops.attack.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What the application's role sees and can do on one connection. */
final class Rows {
    /** Not granted, or refused by row security. */
    static final String FORBIDDEN = "42501";

    private Rows() {}

    static void tenant(Connection connection, String tenant, boolean local) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select set_config('snodo.tenant', ?, ?)")) {
            statement.setString(1, tenant);
            statement.setBoolean(2, local);
            statement.execute();
        }
    }

    /** Rows that do not name {@code tenant} anywhere; all, where it is empty. Nothing, where reading is forbidden. */
    static long foreign(Connection connection, Table table, String tenant) throws SQLException {
        String sql = "select count(*) from " + table.quoted() + " t where (? = '' or position(? in t::text) = 0)"
                + Allowed.notShared(table);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, tenant);
            statement.setString(2, tenant);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        } catch (SQLException e) {
            if (FORBIDDEN.equals(e.getSQLState())) {
                return 0;
            }
            throw e;
        }
    }

    /** How many rows a statement changed; negative where it was forbidden, and nothing is left of it in any case. */
    static Changed changed(Connection connection, String sql, Object... parameters) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return new Changed(statement.executeUpdate(), "");
        } catch (SQLException e) {
            return new Changed(0, String.valueOf(e.getSQLState()));
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /** What came of a write: rows, or the state it was refused with. */
    record Changed(long rows, String state) {
        /** A constraint speaks of rows that row security has let through. */
        boolean reached() {
            return rows > 0 || state.startsWith("23");
        }

        @Override
        public String toString() {
            return rows + " rows" + (state.isEmpty() ? "" : ", refused with " + state);
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
