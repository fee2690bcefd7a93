-- Ids of messages and FAQs are unique with their author only: two members may use the same one, by chance or by malice,
-- and neither may hide or touch the other's. SQLite changes no key in place, so both tables are made anew.

create table ticket_event_keyed (
    message     text    not null,
    ticket      text    not null references ticket (number),
    sequence    integer not null,
    standing    text    not null check (standing in ('on_its_way', 'recorded', 'refused')),
    type        text    not null,
    by_member   text    not null,
    to_member   text,
    for_citizen integer not null,
    content     text    not null,
    operator    text,
    refusal     text,
    seen_at     integer,
    at          integer not null,
    primary key (by_member, message)
);
insert into ticket_event_keyed (message, ticket, sequence, standing, type, by_member, to_member, for_citizen, content,
                                operator, refusal, seen_at, at)
select message, ticket, sequence, standing, type, by_member, to_member, for_citizen, content,
       operator, refusal, seen_at, at
from ticket_event;
drop table ticket_event;
alter table ticket_event_keyed rename to ticket_event;
create index ticket_event_by_ticket on ticket_event (ticket, sequence);
create index ticket_event_by_standing on ticket_event (standing, seen_at);

-- the ids stay: faq_search refers to them
create table faq_keyed (
    id          integer primary key autoincrement,
    faq         text    not null,
    version     integer not null,
    author      text    not null,
    language    text    not null,
    category    text    not null,
    question    text    not null,
    answer      text    not null,
    keywords    text    not null,
    state       text    not null check (state in ('on_its_way', 'proposed', 'published', 'returned', 'refused', 'superseded', 'withdrawn')),
    reason      text,
    reviewed_by text,
    message     text,
    review      text,
    refusal     text,
    at          integer not null,
    withdrawal  text,
    unique (author, faq, version)
);
insert into faq_keyed (id, faq, version, author, language, category, question, answer, keywords, state, reason,
                       reviewed_by, message, review, refusal, at, withdrawal)
select id, faq, version, author, language, category, question, answer, keywords, state, reason,
       reviewed_by, message, review, refusal, at, withdrawal
from faq;
drop table faq;
alter table faq_keyed rename to faq;
create index faq_by_state on faq (state, at);

-- with whose answer a contact was closed
update contact set faq = (select min(f.author || '.' || f.faq) from faq f where f.faq = contact.faq)
where faq is not null;
