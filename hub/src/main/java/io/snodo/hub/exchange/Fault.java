package io.snodo.hub.exchange;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.springframework.transaction.TransactionException;

/**
 * Why a commit failed, as far as it may be logged: the database's own words can hold what people wrote, so of them only
 * the SQL state is kept.
 *
 * @param passing whether the same may succeed later, because it is about the database and not about the message
 */
record Fault(boolean passing, String cause) {
    /** Connection, transaction rolled back, resources, operator's intervention, system (PostgreSQL, appendix A). */
    private static final Set<String> PASSING_CLASSES = Set.of("08", "40", "53", "57", "58");

    static Fault of(RuntimeException failure) {
        // no beginning, no commit, or a connection that broke so that not even the rollback got through and hides why
        boolean ofTheTransaction = failure instanceof TransactionException;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                String state = String.valueOf(sql.getSQLState());
                boolean passing = ofTheTransaction
                        || sql instanceof SQLTransientException
                        || sql instanceof SQLNonTransientConnectionException
                        || PASSING_CLASSES.contains(state.substring(0, Math.min(2, state.length())));
                return new Fault(passing, "SQL state " + state + at(failure));
            }
        }
        return new Fault(ofTheTransaction, failure.getClass().getName() + at(failure));
    }

    private static String at(Throwable failure) {
        for (StackTraceElement element : failure.getStackTrace()) {
            if (element.getClassName().startsWith("io.snodo")) {
                return " at " + element;
            }
        }
        return "";
    }

    @Override
    public String toString() {
        return cause;
    }
}
