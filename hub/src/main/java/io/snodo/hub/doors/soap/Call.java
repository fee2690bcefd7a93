package io.snodo.hub.doors.soap;

import io.snodo.messages.MemberCode;
import java.util.Optional;
import org.w3c.dom.Element;

/**
 * What a member has asked for, after its envelope has been verified.
 *
 * @param about the X-Correlation-ID it has sent
 * @param replyTo where it wants to be told
 * @param audit its own word on who acts and where
 * @param octets the envelope as it came
 * @param payload the one element of its body
 */
record Call(
        MemberCode caller,
        Optional<String> about,
        Optional<String> replyTo,
        Optional<String> audit,
        byte[] octets,
        Element payload) {
    @SuppressWarnings("ArrayRecordComponent") // read, kept, and compared by nobody
    Call {}
}
