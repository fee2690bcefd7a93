package io.snodo.hub.tenancy;

import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is a member's alone, table by table: how it is copied and compared, with the member's tenant open. */
enum OwnTable {
    SUBMISSION("submission", "id::text"),
    /** Only those that could be used again. */
    TOKEN_SEEN("token_seen", "jti");

    private static final int PORTION = 500;

    private final String table;
    private final String order;

    OwnTable(String table, String id) {
        this.table = table;
        this.order = "(" + id + ") collate \"C\"";
    }

    private record Row(String id, String json) {}

    long count(JdbcClient database) {
        return database.sql("select count(*) from " + table).query(Long.class).single();
    }

    /** By their ids, so many at a time; what is there already stays. How many there were. */
    long copy(JdbcClient from, JdbcClient to, LongConsumer progress) {
        String last = "";
        long copied = 0;
        while (true) {
            List<Row> portion = from.sql("select " + order + " as at, row_to_json(t)::text as json from " + table
                            + " t where " + order + " > ? order by 1 limit " + PORTION)
                    .param(last)
                    .query((row, _) -> new Row(row.getString("at"), row.getString("json")))
                    .list();
            if (portion.isEmpty()) {
                return copied;
            }
            to.sql("insert into " + table + " select r.* from json_populate_recordset(null::" + table
                            + ", cast(? as json)) r on conflict do nothing")
                    .param(portion.stream().map(Row::json).collect(Collectors.joining(",", "[", "]")))
                    .update();
            copied += portion.size();
            last = portion.getLast().id();
            progress.accept(copied);
        }
    }

    /** How many, and a hash over every column of each. */
    String digest(JdbcClient database) {
        return database.sql("select count(*) || ' ' || coalesce(encode(sha256(convert_to(string_agg("
                        + "encode(sha256(convert_to(t::text, 'UTF8')), 'hex'), '' order by " + order
                        + "), 'UTF8')), 'hex'), '') from " + table + " t")
                .query(String.class)
                .single();
    }
}
