package io.snodo.hub.delivery;

import io.snodo.hub.members.Binding;
import io.snodo.hub.members.Members;
import io.snodo.messages.MemberCode;
import io.snodo.messages.receipt.Frame;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Tells members how far their messages have come, each by its binding: over the broker, at its endpoint, or not at all to
 * who asks for it. Nobody waits for it, and what gets lost is told again at the member's next greeting (ST-170).
 */
@Component
public class Telling {
    private static final Logger LOG = LoggerFactory.getLogger(Telling.class);
    private static final int CALLS_AT_ONCE = 16;

    private final Members members;
    private final PassingFrames frames;
    private final Courier courier;
    private final Semaphore calls = new Semaphore(CALLS_AT_ONCE);

    Telling(Members members, PassingFrames frames, Courier courier) {
        this.members = members;
        this.frames = frames;
        this.courier = courier;
    }

    /** To one behind another hub by that hub, which tells it on. */
    public void tell(MemberCode member, Frame.Progress progress) {
        if (members.hasDeparted(member)) {
            return;
        }
        switch (members.bindingOf(member)) {
            case Binding.Amqp() -> frames.send(member, progress);
            case Binding.RestPush(URI to) -> call(member, to, progress);
            case Binding.SoapPush(URI to) -> call(member, to, progress);
            case Binding.RestPull() -> {}
            case Binding.SoapPull() -> {}
            case Binding.Via(var hub) -> members.near(hub).ifPresent(near -> call(member, near.endpoint(), progress));
        }
    }

    private void call(MemberCode member, URI to, Frame.Progress progress) {
        if (!calls.tryAcquire()) {
            LOG.debug("progress dropped tenant={} cause=too_many_calls", member);
            return;
        }
        Thread.ofVirtual().name("progress-" + member).start(() -> {
            try {
                Post.Result result = courier.bring(member, to, new Parcel.Frames(List.of(progress)));
                if (!(result instanceof Post.Result.Put)) {
                    LOG.debug("progress dropped tenant={}", member);
                }
            } finally {
                calls.release();
            }
        });
    }
}
