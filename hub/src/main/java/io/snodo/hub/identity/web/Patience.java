package io.snodo.hub.identity.web;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Keeps those who wait for the identity provider few: strangers can make the hub call it. Who has not answered is not
 * called again for a while, and is so long known to be away.
 */
final class Patience implements ClientHttpRequestInterceptor {
    static final Duration LEFT_ALONE = Duration.ofSeconds(10);
    /** It answers in a moment, or it is away. */
    static final int AT_ONCE = 8;

    private final LongSupplier nanos;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final AtomicReference<@Nullable Long> given = new AtomicReference<>();

    /** {@code nanos} as {@link System#nanoTime}. */
    Patience(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Whether it was given up a moment ago. */
    boolean isLost() {
        Long at = given.get();
        return at != null && nanos.getAsLong() - at < LEFT_ALONE.toNanos();
    }

    void giveUp() {
        given.set(nanos.getAsLong());
    }

    @Override
    public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution call)
            throws IOException {
        if (isLost()) {
            throw new IOException("the provider has not answered a moment ago");
        }
        if (!places.tryAcquire()) {
            throw new IOException("too many wait for the provider");
        }
        try {
            return call.execute(request, body);
        } catch (IOException e) {
            giveUp();
            throw e;
        } finally {
            places.release();
        }
    }
}
