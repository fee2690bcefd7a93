package io.snodo.spoke.desk;

import io.snodo.messages.MemberCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A row of the desk's store, read in the desk's own types. */
record Row(ResultSet columns) {
    String text(String column) throws SQLException {
        return Objects.requireNonNull(columns.getString(column), column);
    }

    @Nullable
    String textOrNull(String column) throws SQLException {
        return columns.getString(column);
    }

    long number(String column) throws SQLException {
        return columns.getLong(column);
    }

    Instant instant(String column) throws SQLException {
        return Instant.ofEpochMilli(columns.getLong(column));
    }

    @Nullable
    Instant instantOrNull(String column) throws SQLException {
        long millis = columns.getLong(column);
        return columns.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    @Nullable
    MemberCode memberOrNull(String column) throws SQLException {
        String text = columns.getString(column);
        return text == null ? null : new MemberCode(text);
    }
}
