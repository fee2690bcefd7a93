-- The orders in which long lists are read, a page at a time.
create index contact_ended on contact (ended_at, id) where state in ('closed', 'ticket');
create index ticket_by_offer on ticket (offered_to, deadline, number) where offered_to is not null;
create index ticket_by_originator on ticket (originator, changed_at, number);
create index ticket_by_change on ticket (changed_at, number);
