package io.snodo.spoke.link.http;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One call of the hub's; the body is read when it is asked for, and not before. */
public interface Call {
    @Nullable
    String header(String name);

    /** Empty if it is more than we take. */
    Optional<byte[]> body() throws java.io.IOException;

    /** What is answered. */
    @SuppressWarnings("ArrayRecordComponent") // written once, and compared by nobody
    record Reply(int status, String contentType, byte[] body) {}
}
