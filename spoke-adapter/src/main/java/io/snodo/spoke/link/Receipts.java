package io.snodo.spoke.link;

import io.snodo.messages.body.Receipt;
import io.snodo.messages.body.Receipt.Level;
import io.snodo.messages.refusal.RefusalCode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the hub has not heard from us yet about messages that reached us: L2, L3, L4, or a no with its code. */
final class Receipts {
    /** Two words on a message at most, and 500 in one receipt at most. */
    private static final int MESSAGES = 250;

    /** How many disclosures have come with it: each ends with a tilde, and so does what stands before the first. */
    private static final String DISCLOSED = "max(0, length(jws) - length(replace(jws, '~', '')) - 1) as disclosed";

    private final JdbcClient jdbc;

    Receipts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Empty if there is nothing to say. */
    List<OwedReceipt> owed() {
        List<OwedReceipt> owed = new ArrayList<>(arrived());
        owed.addAll(seen(MESSAGES - owed.size()));
        return owed;
    }

    private List<OwedReceipt> arrived() {
        return jdbc.sql("select position, came, message, digest, state, refusal, told, " + DISCLOSED + """
                         from inbox
                        where told is null or (told = 'L2' and state in ('applied', 'rejected'))
                        order by position limit ?""")
                .param(MESSAGES)
                .query((row, _) -> owed(
                        row.getLong("position"),
                        row.getInt("came"),
                        UUID.fromString(row.getString("message")),
                        row.getString("digest"),
                        row.getString("state"),
                        row.getString("refusal"),
                        row.getString("told") == null,
                        row.getInt("disclosed")))
                .list();
    }

    /** L4, only after L3 (ST-340). */
    private List<OwedReceipt> seen(int most) {
        return jdbc.sql("select i.position, i.came, i.message, i.digest, " + DISCLOSED + """
                         from inbox_seen s join inbox i on i.position = s.position
                        where i.told = 'L3' order by i.position limit ?""")
                .param(most)
                .query((row, _) -> new OwedReceipt(
                        row.getLong("position"),
                        row.getInt("came"),
                        List.of(new Receipt.Entry(
                                UUID.fromString(row.getString("message")),
                                row.getString("digest"),
                                Level.L4,
                                null,
                                row.getInt("disclosed"))),
                        Level.L4))
                .list();
    }

    private static OwedReceipt owed(
            long position,
            int came,
            UUID message,
            String digest,
            String state,
            @Nullable String refusal,
            boolean first,
            int disclosed) {
        List<Receipt.Entry> entries = new ArrayList<>(2);
        if (first) {
            entries.add(new Receipt.Entry(message, digest, Level.L2, null, disclosed));
        }
        if (state.equals("applied")) {
            entries.add(new Receipt.Entry(message, digest, Level.L3, null, disclosed));
        }
        if (state.equals("rejected") && refusal != null) {
            entries.add(new Receipt.Entry(message, digest, Level.REFUSED, RefusalCode.ofWire(refusal), disclosed));
        }
        return new OwedReceipt(position, came, entries, entries.getLast().level());
    }

    /** The broker has them for certain. Joins the caller's transaction. */
    void told(List<OwedReceipt> receipts) {
        for (OwedReceipt receipt : receipts) {
            if (receipt.upTo() == Level.L4) {
                jdbc.sql("delete from inbox_seen where position = ?")
                        .param(receipt.position())
                        .update();
            } else {
                jdbc.sql("update inbox set told = ? where position = ? and came = ?")
                        .params(receipt.upTo().name(), receipt.position(), receipt.came())
                        .update();
            }
        }
    }
}
