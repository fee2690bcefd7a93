-- exchange_open tells in its one round trip what a late answer to an offer needs: whether the asker, to whom the ticket is
-- not there (any more), has once been offered it. Only of answers, and only where the ticket is not to be seen.
--   items: [{sender, id, ticket, asker, answers_offer}]; answers_offer is absent where it is not so
create or replace function exchange_open(items jsonb) returns json
    language plpgsql set enable_seqscan = off as
$$
declare
    before  text := coalesce(current_setting('snodo.tenant', true), '');
    who     text;
    head    json;
    earlier json[] := '{}';
    against json[] := '{}';
    tickets json[] := '{}';
    offered json[] := '{}';
begin
    perform pg_advisory_xact_lock(7369726);
    select json_build_object('number', b.number, 'root', b.root) into head
        from evidence_batch b order by b.number desc limit 1;
    for who in select distinct x.sender from jsonb_to_recordset(items) as x (sender text) loop
        perform set_config('snodo.tenant', who, true);
        earlier := earlier || array(
            select json_build_object('sender', m.sender, 'id', m.id, 'digest', m.digest, 'leaf', m.leaf,
                                     'index', m.leaf_index, 'path', m.path, 'root', b.signed)
            from jsonb_to_recordset(items) as x (sender text, id uuid)
                 cross join lateral (select * from message r where r.sender = x.sender and r.id = x.id limit 1) m
                 join evidence_batch b on b.number = m.batch
            where x.sender = who);
        against := against || array(
            select json_build_object('sender', r.sender, 'id', r.id, 'digest', r.digest, 'code', r.code,
                                     'detail', r.detail)
            from jsonb_to_recordset(items) as x (sender text, id uuid)
                 cross join lateral (select * from refused f where f.sender = x.sender and f.id = x.id limit 1) r
            where x.sender = who);
    end loop;
    for who in select distinct x.asker from jsonb_to_recordset(items) as x (asker text, ticket text)
               where x.ticket is not null loop
        perform set_config('snodo.tenant', who, true);
        tickets := tickets || array(
            select json_build_object('asker', who, 'ticket', row_to_json(t))
            from (select distinct i.ticket from jsonb_to_recordset(items) as i (asker text, ticket text)
                  where i.asker = who) x
                 cross join lateral (select * from ticket k where k.number = x.ticket limit 1) t);
        offered := offered || array(
            select json_build_object('asker', who, 'ticket', x.ticket)
            from (select distinct i.ticket
                  from jsonb_to_recordset(items) as i (asker text, ticket text, answers_offer boolean)
                  where i.asker = who and i.answers_offer) x
            where not exists (select from ticket k where k.number = x.ticket)
              and exists (select from message m where m.ticket = x.ticket and m.type = 'handover.offer'));
    end loop;
    perform set_config('snodo.tenant', before, true);
    return json_build_object('head', head, 'earlier', array_to_json(earlier), 'refused', array_to_json(against),
                             'tickets', array_to_json(tickets), 'offered', array_to_json(offered));
end
$$;
