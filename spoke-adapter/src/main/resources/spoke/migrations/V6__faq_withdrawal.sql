-- The message by which this member takes an answer of its own out of use, while it is on its way.
alter table faq add column withdrawal text;
