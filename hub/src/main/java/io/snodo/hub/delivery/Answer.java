package io.snodo.hub.delivery;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer, as much of it as is read.
 *
 * @param whole whether that is all of it
 */
public record Answer(boolean whole, byte[] bytes) {

    @SuppressWarnings("ArrayRecordComponent") // read once, and compared by nobody
    public Answer {}

    /** Reads no more than {@code most} octets, and breaks off what is longer. */
    public static HttpResponse.BodySubscriber<Answer> bounded(int most) {
        return new Bounded(most);
    }

    private static final class Bounded implements HttpResponse.BodySubscriber<Answer> {
        private final int most;
        private final ByteArrayOutputStream read = new ByteArrayOutputStream();
        private final CompletableFuture<Answer> answer = new CompletableFuture<>();
        private Flow.@Nullable Subscription subscription;

        Bounded(int most) {
            this.most = most;
        }

        @Override
        public CompletionStage<Answer> getBody() {
            return answer;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscribed) {
            subscription = subscribed;
            subscribed.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            for (ByteBuffer buffer : buffers) {
                byte[] bytes = new byte[Math.min(buffer.remaining(), most + 1 - read.size())];
                buffer.get(bytes);
                read.writeBytes(bytes);
            }
            if (read.size() > most) {
                if (subscription != null) {
                    subscription.cancel();
                }
                answer.complete(new Answer(false, new byte[0]));
            }
        }

        @Override
        public void onError(Throwable failure) {
            answer.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            answer.complete(new Answer(true, read.toByteArray()));
        }
    }
}
