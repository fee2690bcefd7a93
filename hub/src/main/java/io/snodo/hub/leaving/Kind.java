package io.snodo.hub.leaving;

import java.util.List;

/**
 * What an export consists of: a file of JSON lines for each kind, one line a row as the member may read it.
 *
 * @param sql with the member's code as its one parameter; gives a JSON text a row
 * @param asHub for what the hub keeps of a member and no tenant reads by itself
 */
record Kind(String name, String sql, boolean asHub) {
    private static final String CODE = " = cast(? as text)";

    static final List<Kind> ALL = List.of(
            hub("member", "select to_jsonb(m) from member m where m.code" + CODE),
            hub("keys", "select to_jsonb(k) from member_key k where k.member" + CODE + " order by k.added_at"),
            hub(
                    "agreements",
                    "select to_jsonb(a) from agreement a, (select cast(? as text) as code) x"
                            + " where x.code in (a.grantor, a.grantee) order by a.id"),
            hub("life", "select to_jsonb(l) from member_life l where l.member" + CODE + " order by l.id"),
            hub("binding", "select to_jsonb(b) from member_binding b where b.member" + CODE),
            hub("attaching", "select to_jsonb(a) from member_attaching a where a.member" + CODE),
            hub("limits", "select to_jsonb(l) from member_limits l where l.member" + CODE),
            hub(
                    "certificates",
                    "select to_jsonb(c) from member_certificate c where c.member" + CODE + " order by c.id"),
            hub(
                    "invitations",
                    "select to_jsonb(i) - 'secret' from invitation i where i.member" + CODE + " order by i.invited_at"),
            hub("acts", "select to_jsonb(a) from operator_act a where a.about" + CODE + " order by a.id"),
            own("words", "select to_jsonb(w) from agreement_word w where w.member" + CODE + " order by w.id"),
            own("refusals", "select to_jsonb(r) from refusal_event r where r.sender" + CODE + " order by r.id"),
            own("hello", "select to_jsonb(h) from member_hello h where h.member" + CODE),
            own(
                    "tickets",
                    "select to_jsonb(t) from ticket t where parties @> array[cast(? as text)] order by t.number"),
            own(
                    "messages",
                    "select to_jsonb(m) || jsonb_build_object('jws', message_seen(m), 'root', b.signed)"
                            + " from message m join evidence_batch b on b.number = m.batch, (select cast(? as text) as code) x"
                            + " where m.sender = x.code or m.readers @> array[x.code] order by m.batch, m.leaf_index"),
            own(
                    "disclosures",
                    "select to_jsonb(d) from disclosure d where d.sender" + CODE + " order by d.message, d.place"),
            own(
                    "deliveries",
                    "select to_jsonb(d) from delivery d, (select cast(? as text) as code) x"
                            + " where x.code in (d.recipient, d.sender) order by d.id"),
            own("refused", "select to_jsonb(r) from refused r where r.sender" + CODE + " order by r.refused_at"),
            own("submissions", "select to_jsonb(s) from submission s where s.member" + CODE + " order by s.made_at"),
            own("originals", "select to_jsonb(o) from original o where o.member" + CODE + " order by o.came_at"),
            own(
                    "attachments",
                    "select to_jsonb(a) from attachment a, (select cast(? as text) as code) x order by a.begun_at"),
            own(
                    "knowledge",
                    "select to_jsonb(f) from faq_version f where f.author" + CODE + " order by f.faq, f.version"),
            own("passing", "select to_jsonb(p) from passing p where p.sender" + CODE + " order by p.position"),
            hub("database", "select to_jsonb(d) from member_database d where d.member" + CODE),
            own("queues", "select to_jsonb(q) from queue_reading q where q.member" + CODE),
            own(
                    "help",
                    "select to_jsonb(h) from help_episode h, (select cast(? as text) as code) x"
                            + " where x.code in (h.busy, h.helper) order by h.started_at"));

    private static Kind own(String name, String sql) {
        return new Kind(name, sql, false);
    }

    private static Kind hub(String name, String sql) {
        return new Kind(name, sql, true);
    }
}
