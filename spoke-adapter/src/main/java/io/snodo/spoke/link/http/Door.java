package io.snodo.spoke.link.http;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a line asks of the hub, whatever the binding; frames come as every binding hands them in. Each call throws {@link
 * HubBusy} where the hub asks for a pause, and another exception where it is not there or not to be believed. {@link
 * #leave} and {@link #outcome} may be called by many threads at once, the rest by one.
 */
public interface Door extends AutoCloseable {
    /** Throws while the hub is not there. Nothing is remembered of earlier answers. */
    void knock() throws IOException, InterruptedException;

    /** Leaves a message; its correlation id. {@code replyTo} is where the outcome is to be brought, if anywhere. */
    String leave(String jws, @Nullable URI replyTo) throws IOException, InterruptedException;

    /** What became of it; empty while it is under way. */
    Optional<List<byte[]>> outcome(String correlation) throws IOException, InterruptedException;

    /** What waits for us after {@code cursor}; {@code 0} begins with the oldest. */
    Page waiting(String cursor) throws IOException, InterruptedException;

    /** How far our own messages have come; empty also where nothing has changed. */
    List<byte[]> progress() throws IOException, InterruptedException;

    @Override
    void close();

    /** @param cursor where the next page begins */
    record Page(List<byte[]> frames, String cursor) {}
}
