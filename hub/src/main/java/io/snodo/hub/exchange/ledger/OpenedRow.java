package io.snodo.hub.exchange.ledger;

import io.snodo.hub.evidence.Link;
import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.refusal.RefusalCode;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the database knows of what a batch asks for. */
record OpenedRow(
        Link.@Nullable Head head,
        List<EarlierRow> earlier,
        List<RefusedRow> refused,
        List<SightRow> tickets,
        List<OfferedRow> offered) {
    record RefusedRow(
            MemberCode sender,
            UUID id,
            String digest,
            RefusalCode code,
            @Nullable String detail) {}

    record EarlierRow(
            MemberCode sender, UUID id, String digest, String leaf, int index, List<String> path, String root) {}

    record SightRow(MemberCode asker, TicketRow ticket) {}

    record OfferedRow(MemberCode asker, TicketNumber ticket) {}
}
