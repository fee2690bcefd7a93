package io.snodo.hub.delivery;

import io.snodo.hub.exchange.AfterCommit;
import io.snodo.hub.exchange.Committed;
import io.snodo.hub.exchange.News;
import io.snodo.messages.MemberCode;
import io.snodo.messages.receipt.Frame;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.stereotype.Component;

/** Tells senders what recipients have said: one frame a sender and commit. */
@Component
class Progress implements AfterCommit, AutoCloseable {
    private final Telling telling;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("delivery-progress").factory());

    Progress(Telling telling) {
        this.telling = telling;
    }

    @Override
    public void committed(Committed committed) {
        if (!committed.news().isEmpty()) {
            thread.execute(() -> tell(committed.news()));
        }
    }

    private void tell(List<News> news) {
        Map<MemberCode, List<Frame.Step>> steps = new LinkedHashMap<>();
        for (News each : news) {
            steps.computeIfAbsent(each.sender(), _ -> new ArrayList<>())
                    .add(new Frame.Step(each.message(), each.by(), each.level(), each.refusal()));
        }
        steps.remove(MemberCode.HUB);
        steps.forEach((sender, all) -> telling.tell(sender, new Frame.Progress(all)));
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
