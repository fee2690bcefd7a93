package io.snodo.spoke.desk.calls;

import io.snodo.messages.MemberCode;
import io.snodo.messages.body.CallTransfer;
import io.snodo.messages.confidential.Tie;
import io.snodo.spoke.desk.ContactId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A citizen on the line whom another member passes to us.
 *
 * @param id the desk's own number for it
 * @param operator, contact who took it and what was made of it; absent while nobody has
 */
public record ComingCall(
        long id,
        MemberCode from,
        UUID message,
        CallTransfer told,
        @Nullable String operator,
        @Nullable ContactId contact) {

    public boolean isTaken() {
        return contact != null;
    }

    /** Nobody has taken it, and by what was told somebody is still on the line. */
    public boolean isRinging(Instant now) {
        return !isTaken() && now.isBefore(told.until());
    }

    Tie tie() {
        return Tie.ofCall(message, told.call());
    }
}
