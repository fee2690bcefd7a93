-- What an operator has had before the eyes and the hub has not been told of: owed as L4, once L3 has been told.
create table inbox_seen (
    position integer primary key references inbox (position)
) strict;
