-- Where exactly a ticket's matter is, as far as this member may see it.
alter table ticket add column place text;
-- Which fields of what was said not everybody may see, and which of them this member was shown: JSON; absent where none.
alter table ticket_event add column hidden text;
