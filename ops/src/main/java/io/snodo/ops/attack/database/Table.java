package io.snodo.ops.attack.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A table as the catalogue has it.
 *
 * @param guarded whether row security is enabled, and forced on its owner too
 * @param granted whether the application may do anything to it
 * @param rows how many there are, whosever
 */
record Table(String name, boolean guarded, boolean granted, List<String> columns, long rows) {

    static List<Table> all(Connection superuser) throws SQLException {
        List<Table> all = new ArrayList<>();
        try (Statement statement = superuser.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select c.relname, c.relrowsecurity and c.relforcerowsecurity,
                               has_any_column_privilege('snodo_app', c.oid, 'select, insert, update')
                               or has_table_privilege('snodo_app', c.oid, 'delete, truncate'),
                               array(select a.attname::text from pg_attribute a
                                     where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                                       and a.attgenerated = '' order by a.attnum)
                        from pg_class c join pg_namespace n on n.oid = c.relnamespace
                        where n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
                          and n.nspname not like 'pg_temp%' and c.relkind in ('r', 'p', 'v', 'm', 'f')
                        order by c.relname""")) {
            while (rows.next()) {
                all.add(new Table(
                        rows.getString(1),
                        rows.getBoolean(2),
                        rows.getBoolean(3),
                        List.of((String[]) rows.getArray(4).getArray()),
                        count(superuser, rows.getString(1))));
            }
        }
        return all;
    }

    private static long count(Connection superuser, String table) throws SQLException {
        try (Statement statement = superuser.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from " + quoted(table))) {
            rows.next();
            return rows.getLong(1);
        }
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    String quoted() {
        return quoted(name);
    }
}
