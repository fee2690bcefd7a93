package io.snodo.conformance.soap;

import java.util.List;

/**
 * A call of the SOAP binding, ready to be sent.
 *
 * @param digests of its signature, which the answer has to repeat
 * @param first what is sent before it, where it comes for the second time
 */
@SuppressWarnings("ArrayRecordComponent") // sent once, and compared by nobody
public record Request(
        byte[] octets, String contentType, String messageId, List<String> digests, List<byte[]> first, Pace pace) {

    /** How fast it is sent. */
    public enum Pace {
        AT_ONCE,
        /** An octet now and then, and never all. */
        DRIPPING,
        /** Half of it, and then nothing. */
        STALLED,
        /** More than anybody takes is announced, a little more than that is sent, and then nothing. */
        ENDLESS
    }
}
