package io.snodo.hub.tenancy;

import io.snodo.messages.MemberCode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Gives out connections on which the database knows the open tenant, and takes them back only when it has forgotten it
 * again: a pooled connection that cannot be cleaned is broken off. Without an open tenant the connection goes out as it
 * is, so the hot path pays nothing.
 */
final class TenantDataSource extends DelegatingDataSource {
    private static final Logger LOG = LoggerFactory.getLogger(TenantDataSource.class);
    private static final String NOBODY = "";

    TenantDataSource(DataSource pool) {
        super(pool);
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = super.getConnection();
        Optional<MemberCode> tenant = CurrentTenant.get();
        if (tenant.isEmpty()) {
            return connection;
        }
        try {
            tell(connection, tenant.get().value());
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return forgetting(connection);
    }

    private static Connection forgetting(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                TenantDataSource.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "close" -> {
                            release(connection);
                            return null;
                        }
                        case "equals" -> {
                            return proxy == arguments[0];
                        }
                        case "hashCode" -> {
                            return System.identityHashCode(proxy);
                        }
                        default -> {
                            try {
                                return method.invoke(connection, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        }
                    }
                });
    }

    private static void release(Connection connection) throws SQLException {
        if (connection.isClosed()) {
            return;
        }
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
            tell(connection, NOBODY);
        } catch (SQLException e) {
            LOG.warn("connection broken off instead of given back state={}", e.getSQLState());
            connection.abort(Runnable::run);
        } finally {
            connection.close();
        }
    }

    private static void tell(Connection connection, String tenant) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select set_config('snodo.tenant', ?, false)")) {
            statement.setString(1, tenant);
            statement.execute();
        }
    }
}
