package io.snodo.hub.exchange;

import io.snodo.messages.MemberCode;
import io.snodo.messages.receipt.Record;
import io.snodo.messages.receipt.Stamp;

/** What another hub has recorded of a message that it brings, and for whom. */
record Carried(MemberCode home, Record record, Stamp stamp, MemberCode recipient) {}
