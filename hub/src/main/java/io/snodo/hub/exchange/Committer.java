package io.snodo.hub.exchange;

import io.snodo.messages.MessageType;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Commits what waits, answers each message, and tells those who act on commits. When the database is away the whole
 * batch is told to come again; when one message cannot be recorded, it alone is refused.
 */
@Component
class Committer {
    private static final Logger LOG = LoggerFactory.getLogger(Committer.class);
    private static final Refusal COME_AGAIN = Refusal.later(RefusalCode.HUB_BUSY, Duration.ofSeconds(2));

    private final Commit commit;
    private final List<AfterCommit> listeners;
    private final ApplicationEventPublisher events;
    private final Measures measures;
    private final RefusalBook book;
    private final ExecutorService lookersOn = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("exchange-events").factory());

    Committer(
            Commit commit,
            List<AfterCommit> listeners,
            ApplicationEventPublisher events,
            Measures measures,
            RefusalBook book) {
        this.commit = commit;
        this.listeners = listeners;
        this.events = events;
        this.measures = measures;
        this.book = book;
    }

    /** A message that may be decided on, and where its answer goes. */
    private record Candidate(Checked.Fit fit, Submission submission) {}

    void commit(List<Submission> batch) {
        List<Candidate> group = new ArrayList<>(batch.size());
        for (Submission submission : batch) {
            switch (submission.checked().join()) {
                case Checked.Unfit(var message, Refusal refusal) -> {
                    Decision.Refused refused = new Decision.Refused(message, refusal);
                    book.note(submission, null, refused, null);
                    answer(submission, refused);
                }
                case Checked.Fit fit -> {
                    Candidate candidate = new Candidate(fit, submission);
                    if (keptByAnotherRoom(fit)) {
                        commit(group, this::together);
                        group.clear();
                        commit(List.of(candidate), this::alone);
                    } else {
                        group.add(candidate);
                    }
                }
            }
        }
        commit(group, this::together);
    }

    private static boolean keptByAnotherRoom(Checked.Fit fit) {
        return fit.body() != null
                && fit.message().knownType().map(MessageType::subject).orElseThrow() == MessageType.Subject.KNOWLEDGE;
    }

    private Commit.Done together(List<Candidate> group) {
        return commit.together(group.stream().map(Candidate::fit).toList());
    }

    private Commit.Done alone(List<Candidate> one) {
        return commit.alone(one.getFirst().fit());
    }

    /** How a group becomes one transaction. */
    private interface Way {
        Commit.Done commit(List<Candidate> group);
    }

    private void commit(List<Candidate> candidates, Way way) {
        List<Candidate> group = new ArrayList<>(candidates.size());
        for (Candidate candidate : candidates) {
            if (candidate.submission().line().isBroken()) {
                comeAgain(candidate);
            } else {
                group.add(candidate);
            }
        }
        if (group.isEmpty()) {
            return;
        }
        long began = System.nanoTime();
        Commit.Done done;
        try {
            done = way.commit(group);
        } catch (RuntimeException e) {
            failed(group, way, Fault.of(e));
            return;
        }
        measures.committed(group.size(), System.nanoTime() - began);
        listeners.forEach(listener -> listener.committed(done.committed()));
        lookersOn.execute(() -> events.publishEvent(done.committed()));
        for (int i = 0; i < group.size(); i++) {
            Candidate candidate = group.get(i);
            Decision decision = done.decisions().get(i);
            if (decision instanceof Decision.Refused refused) {
                book.note(
                        candidate.submission(),
                        candidate.fit(),
                        refused,
                        done.seenWhenRefused().get(candidate.fit()));
            }
            answer(candidate.submission(), decision);
        }
    }

    private void failed(List<Candidate> group, Way way, Fault fault) {
        if (fault.passing()) {
            LOG.warn("commit failed, messages come again messages={} cause={}", group.size(), fault);
            group.forEach(this::comeAgain);
        } else if (group.size() > 1) {
            LOG.warn("commit failed, trying one by one messages={} cause={}", group.size(), fault);
            group.forEach(each -> commit(List.of(each), way));
        } else {
            Checked.Fit fit = group.getFirst().fit();
            LOG.error(
                    "message cannot be recorded tenant={} message={} binding={} refusal=internal_error cause={}",
                    fit.message().from(),
                    fit.message().id(),
                    fit.binding(),
                    fault);
            answer(
                    group.getFirst().submission(),
                    new Decision.Refused(fit.message().id(), Refusal.of(RefusalCode.INTERNAL_ERROR)));
        }
    }

    private void comeAgain(Candidate candidate) {
        candidate.submission().line().breakOff();
        answer(
                candidate.submission(),
                new Decision.Refused(candidate.fit().message().id(), COME_AGAIN));
    }

    private void answer(Submission submission, Decision decision) {
        measures.decided(decision);
        if (decision instanceof Decision.Refused refused) {
            LOG.info(
                    "refused message={} refusal={}",
                    refused.message(),
                    refused.refusal().code().wire());
        }
        submission.answer().complete(decision);
    }
}
