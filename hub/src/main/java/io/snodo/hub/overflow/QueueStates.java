package io.snodo.hub.overflow;

import io.snodo.hub.exchange.Deliberation;
import io.snodo.messages.Message;
import io.snodo.messages.MessageType;
import io.snodo.messages.body.QueueState;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Takes note of how busy queues are; what follows from it is the watch's business. */
@Component
class QueueStates implements Deliberation {
    private final Readings readings;
    private final OverflowWatch watch;

    QueueStates(Readings readings, OverflowWatch watch) {
        this.readings = readings;
        this.watch = watch;
    }

    @Override
    public Set<MessageType> types() {
        return Set.of(MessageType.QUEUE_STATE);
    }

    @Override
    public Verdict decide(Message message, Instant now) {
        if (!(message.content() instanceof QueueState state)) {
            throw new IllegalArgumentException("not about a queue: " + message.type());
        }
        readings.keep(message.from(), state, now);
        lookAfterCommit();
        return new Verdict.Forward(List.of());
    }

    /** Not inside the deciding call: what follows is said through the exchange, which is waiting for this very answer. */
    private void lookAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                watch.look();
            }
        });
    }
}
