package io.snodo.ops.attack.database;

import io.snodo.ops.attack.interfaces.Door;
import io.snodo.ops.attack.seen.Answer;
import io.snodo.ops.attack.seen.Judge;
import io.snodo.ops.attack.seen.Role;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The few sights across tenants that the application has (functions that run as their owner): they may give out
 * metadata, and never a word of what anybody wrote. And ways out of the application's role, which have to be shut.
 */
final class Functions {
    private static final List<String> WAYS_OUT = List.of(
            "set role postgres",
            "set role snodo_owner",
            "set session authorization postgres",
            "alter role snodo_app bypassrls",
            "set row_security = off; select count(*) from ticket",
            "alter table ticket disable row level security",
            "alter table ticket no force row level security",
            "drop policy parties on ticket",
            "create policy mine on ticket using (true)",
            "create or replace function current_tenant() returns text language sql return 'c_l736'::text",
            "copy (select 1) to program 'true'",
            "select pg_read_file('postgresql.conf')",
            "select * from pg_authid");

    private final Judge judge;
    private final Connection superuser;
    private final Connection application;
    private final String ticket;
    private final String stranger;

    Functions(Judge judge, Connection superuser, Connection application, String ticket, String stranger) {
        this.judge = judge;
        this.superuser = superuser;
        this.application = application;
        this.ticket = ticket;
        this.stranger = stranger;
    }

    void run() throws SQLException {
        for (String tenant : List.of(stranger, "")) {
            Rows.tenant(application, tenant, false);
            for (Function function : granted()) {
                call(function, tenant);
            }
            for (String way : WAYS_OUT) {
                wayOut(way, tenant);
            }
        }
    }

    private record Function(String name, List<String> types) {}

    private List<Function> granted() throws SQLException {
        List<Function> all = new ArrayList<>();
        try (Statement statement = superuser.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select p.proname, array(select format_type(t, null) from unnest(p.proargtypes) t)
                        from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                        where n.nspname = 'public' and p.prosecdef
                          and has_function_privilege('snodo_app', p.oid, 'execute')
                        order by p.proname""")) {
            while (rows.next()) {
                all.add(new Function(rows.getString(1), Arrays.asList((String[])
                        rows.getArray(2).getArray())));
            }
        }
        return all;
    }

    private void call(Function function, String tenant) throws SQLException {
        judge.tally().attempt(Door.DATABASE, role(tenant));
        String arguments = function.types().stream().map(this::argument).collect(Collectors.joining(", "));
        String sql = "select coalesce(string_agg(x::text, ' '), '') from " + function.name() + "(" + arguments + ") x";
        application.setAutoCommit(false);
        try (Statement statement = application.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            judge.content(
                    new Judge.Attempt(Door.DATABASE, role(tenant), "function " + function.name(), true),
                    Answer.of(rows.getString(1)),
                    List.of());
        } catch (SQLException e) {
            judge.tally().note("database, function " + function.name() + ": not answered, " + e.getSQLState());
        } finally {
            application.rollback();
            application.setAutoCommit(true);
        }
    }

    private String argument(String type) {
        return switch (type) {
            case "text" -> "'" + ticket + "'::text";
            case "text[]" -> "array['" + ticket + "']";
            case "timestamp with time zone" -> "now() + interval '1 day'";
            case "integer", "bigint" -> "1000";
            default -> "null::" + type;
        };
    }

    private void wayOut(String sql, String tenant) throws SQLException {
        judge.tally().attempt(Door.DATABASE, role(tenant));
        application.setAutoCommit(false);
        try (Statement statement = application.createStatement()) {
            statement.execute(sql);
            judge.access(DatabaseAssault.attempt(role(tenant), sql), "done");
        } catch (SQLException e) {
            // refused, as it has to be
        } finally {
            application.rollback();
            application.setAutoCommit(true);
        }
    }

    private static Role role(String tenant) {
        return tenant.isEmpty() ? Role.NO_TENANT : Role.FOREIGN_TENANT;
    }
}
