package io.snodo.ops.attack.database;

import java.util.Map;

/** What is not hidden from other tenants, and why. Whatever is not here has to be. */
final class Allowed {
    /** Tables without row security. */
    static final Map<String, String> UNGUARDED = Map.of(
            "evidence_batch", "hashes and the hub's signatures over them; no tenant's data, and only ever added to",
            "evidence_anchor", "time-stamps of those hashes; no tenant's data, and only ever added to");

    /** Tables with row security that let everybody read, and nobody but their owner write. */
    static final Map<String, String> READ_BY_ALL = Map.ofEntries(
            Map.entry("registry_version", "the registry is told to every member"),
            Map.entry("member", "the registry is told to every member"),
            Map.entry("member_key", "the registry is told to every member"),
            Map.entry("agreement", "the registry is told to every member"),
            Map.entry("agreement_template", "the registry is told to every member"),
            Map.entry("agreement_group", "the registry is told to every member"),
            Map.entry("category", "the registry is told to every member"),
            Map.entry("database_identity", "which database this is, and nobody's data"),
            Map.entry("member_database", "which database a member's own data is in, and none of it"),
            Map.entry("faq_version", "knowledge is held in common; what its author has not let out is not shown"));

    /** Rows of guarded tables that everybody may read: what the hub says of the registry names nobody as its reader. */
    private static final Map<String, String> SHARED =
            Map.of("message", "t.sender = 'hub' and t.type in ('registry', 'registry.changes')");

    /** Of {@code t}, for a where clause that counts what is not {@code SHARED}. */
    static String notShared(Table table) {
        String shared = SHARED.get(table.name());
        return shared == null ? "" : " and not (" + shared + ")";
    }

    private Allowed() {}
}
