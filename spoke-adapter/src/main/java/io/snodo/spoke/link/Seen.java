package io.snodo.spoke.link;

import io.snodo.messages.MemberCode;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What operators have looked at of what came from others; the hub is told so (L4), if this member wants it told. */
public class Seen {
    private final JdbcClient jdbc;
    private final Bell bell;
    private final ReceiptSettings settings;

    public Seen(JdbcClient jdbc, Bell bell, ReceiptSettings settings) {
        this.jdbc = jdbc;
        this.bell = bell;
        this.settings = settings;
    }

    /** Joins the caller's transaction; the same again changes nothing. */
    public void seen(MemberCode sender, UUID message) {
        if (settings.seen()) {
            jdbc.sql("""
                            insert into inbox_seen (position)
                            select position from inbox where sender = ? and message = ?
                            on conflict (position) do nothing""").params(sender.value(), message.toString()).update();
            bell.ringAfterCommit();
        }
    }
}
