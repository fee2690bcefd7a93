package io.snodo.hub.tenancy;

import io.snodo.messages.MemberCode;
import java.sql.SQLException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What is a member's alone, in the database that it lives in. Nothing of it takes part in the exchange's transaction: that
 * is why it can be elsewhere.
 */
@Component
public class OwnData {
    /** Row security does not let it in. */
    private static final String NOT_HERE = "42501";

    private final MemberDatabases databases;
    private final Homes homes;

    OwnData(MemberDatabases databases, Homes homes) {
        this.databases = databases;
        this.homes = homes;
    }

    /**
     * With {@code member}'s tenant open, in its database.
     *
     * @throws DatabaseAway where that is not the first and does not answer, or the member is being moved
     */
    public <T> T of(MemberCode member, Function<JdbcClient, T> work) {
        String name = homes.of(member).name();
        try {
            return CurrentTenant.during(member, () -> work.apply(databases.client(name)));
        } catch (DatabaseAway e) {
            throw e;
        } catch (DataAccessResourceFailureException e) {
            if (name.equals(Home.FIRST)) {
                throw e;
            }
            databases.suspect(name);
            throw new DatabaseAway(name, e);
        } catch (DataAccessException e) {
            if (NestedExceptionUtils.getMostSpecificCause(e) instanceof SQLException sql
                    && NOT_HERE.equals(sql.getSQLState())) {
                throw new DatabaseAway(name, e);
            }
            throw e;
        }
    }

    /** What goes over all members: in every database, and one that is away holds up no other. */
    public void everywhere(Consumer<JdbcClient> work) {
        databases.each(work);
    }
}
