package io.snodo.hub.delivery;

import io.snodo.hub.exchange.MemberGreeted;
import io.snodo.messages.MemberCode;
import io.snodo.messages.receipt.Frame;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Tells a member that has just presented itself once more how far its newest messages have come, because a frame that was
 * lost is not asked for: the sender has its receipt and repeats nothing (ST-170). One member after the other, on a thread
 * of its own, so that a thousand greetings after a restart hold up neither commits nor fresh progress.
 */
@Component
class ProgressAgain implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProgressAgain.class);
    private static final int STEPS_IN_A_FRAME = 200;

    private final HowFar howFar;
    private final Telling telling;
    /** Whose turn has not come yet: greetings without end make one turn. */
    private final Set<MemberCode> greeted = ConcurrentHashMap.newKeySet();

    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("delivery-progress-again").factory());

    ProgressAgain(HowFar howFar, Telling telling) {
        this.howFar = howFar;
        this.telling = telling;
    }

    @EventListener
    void greeted(MemberGreeted greeting) {
        if (greeted.add(greeting.member())) {
            thread.execute(() -> tell(greeting.member()));
        }
    }

    private void tell(MemberCode member) {
        greeted.remove(member);
        try {
            List<Frame.Step> steps = howFar.lately(member);
            for (int from = 0; from < steps.size(); from += STEPS_IN_A_FRAME) {
                telling.tell(
                        member,
                        new Frame.Progress(steps.subList(from, Math.min(from + STEPS_IN_A_FRAME, steps.size()))));
            }
        } catch (DataAccessException e) {
            LOG.warn(
                    "progress not told again until the next greeting tenant={} cause={}",
                    member,
                    e.getClass().getSimpleName());
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
