package io.snodo.hub.embedded.postgres;

import io.snodo.hub.embedded.DatabaseCoordinates.Login;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The database and its two roles, made where they are missing: one owns the schema, the other works under row security. */
record Roles(String serverUrl, Login superuser) {
    static final String DATABASE = "snodo";
    private static final String BOUND =
            " LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD '";

    void ensure(Login owner, Login app) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        serverUrl + "postgres", superuser.username(), superuser.password());
                Statement statement = connection.createStatement()) {
            for (Login login : new Login[] {owner, app}) {
                boolean there = exists(connection, "select 1 from pg_roles where rolname = ?", login.username());
                statement.execute(
                        (there ? "ALTER ROLE " : "CREATE ROLE ") + login.username() + BOUND + login.password() + "'");
            }
            if (!exists(connection, "select 1 from pg_database where datname = ?", DATABASE)) {
                statement.execute("CREATE DATABASE " + DATABASE + " OWNER " + owner.username());
            }
            statement.execute("REVOKE ALL ON DATABASE " + DATABASE + " FROM PUBLIC");
            statement.execute("GRANT CONNECT ON DATABASE " + DATABASE + " TO " + app.username());
        }
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(query)) {
            select.setString(1, name);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next();
            }
        }
    }
}
