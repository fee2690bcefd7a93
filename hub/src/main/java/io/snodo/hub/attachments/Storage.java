package io.snodo.hub.attachments;

import io.snodo.hub.members.Members;
import io.snodo.messages.MemberCode;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** How much a member's contents take of what it may keep at the hub. */
@Component
public class Storage {
    private final JdbcClient database;
    private final Members members;
    private final AttachmentSettings settings;

    Storage(JdbcClient database, Members members, AttachmentSettings settings) {
        this.database = database;
        this.members = members;
        this.settings = settings;
    }

    /** In octets; what has begun to come counts whole. */
    public long takenBy(MemberCode member) {
        return database.sql("select attachments_promised(?)")
                .param(member.value())
                .query(Long.class)
                .single();
    }

    public DataSize quotaOf(MemberCode member) {
        DataSize own = members.limits(member).storage();
        return own == null ? settings.quota() : own;
    }
}
