package io.snodo.ops.attack.database;

import java.util.Map;

/** What is not hidden from other tenants, and why. Whatever is not here has to be. */
final class Allowed {
    /** Tables without row security. */
    static final Map<String, String> UNGUARDED = Map.of(
            "evidence_batch", "hashes and the hub's signatures over them; no tenant's data, and only ever added to",
            "evidence_anchor", "time-stamps of those hashes; no tenant's data, and only ever added to");

    /** Tables with row security that let everybody read, and nobody but their owner write. */
    static final Map<String, String> READ_BY_ALL = Map.of(
            "registry_version", "the registry is told to every member",
            "member", "the registry is told to every member",
            "member_key", "the registry is told to every member",
            "agreement", "the registry is told to every member",
            "agreement_template", "the registry is told to every member",
            "agreement_group", "the registry is told to every member",
            "category", "the registry is told to every member",
            "faq_version", "knowledge is held in common; what its author has not let out is not shown");

    private Allowed() {}
}
