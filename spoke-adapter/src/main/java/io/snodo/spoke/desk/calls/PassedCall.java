package io.snodo.spoke.desk.calls;

import io.snodo.messages.MemberCode;
import io.snodo.messages.body.CallTransfer;
import io.snodo.spoke.desk.ContactId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call that an operator of ours has passed to another member.
 *
 * @param contact what it was here, where it was written down
 */
public record PassedCall(
        UUID message,
        MemberCode to,
        CallTransfer told,
        String operator,
        @Nullable ContactId contact,
        Instant saidAt) {}
