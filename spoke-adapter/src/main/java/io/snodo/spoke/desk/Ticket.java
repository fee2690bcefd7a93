package io.snodo.spoke.desk;

import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Status;
import io.snodo.messages.body.TrackingCode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A ticket as this member knows it. Owner, epoch, status and offer are what the hub recorded last; what this member has
 * said since stands in the {@link Timeline} as on its way.
 *
 * @param subject, category, originator absent until the opening itself has reached this member
 * @param tracking only at the originator: what the citizen follows the ticket with
 * @param sequence of the last recorded event; 0 while not even the opening has been recorded
 */
public record Ticket(
        TicketNumber number,
        @Nullable ContactId contact,
        @Nullable String subject,
        @Nullable String description,
        @Nullable String place,
        @Nullable String category,
        @Nullable String territory,
        @Nullable String channel,
        @Nullable Instant due,
        @Nullable TrackingCode tracking,
        @Nullable MemberCode originator,
        MemberCode owner,
        int epoch,
        Status status,
        @Nullable MemberCode offeredTo,
        @Nullable Instant deadline,
        long sequence,
        Instant changedAt) {

    public boolean isOwnedBy(MemberCode member) {
        return owner.equals(member);
    }

    public boolean isOriginatedBy(MemberCode member) {
        return member.equals(originator);
    }

    public boolean isOfferedTo(MemberCode member) {
        return member.equals(offeredTo);
    }
}
