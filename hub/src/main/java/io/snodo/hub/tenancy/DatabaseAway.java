package io.snodo.hub.tenancy;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;

/** The database that a member's own data is in does not answer, or takes nothing of it while it moves; later it may. */
public final class DatabaseAway extends DataAccessResourceFailureException {
    private static final long serialVersionUID = 1;

    DatabaseAway(String name, @Nullable Throwable cause) {
        super("database " + name + " is away", cause);
    }
}
