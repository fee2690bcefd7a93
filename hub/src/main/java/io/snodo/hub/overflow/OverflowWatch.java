package io.snodo.hub.overflow;

import io.snodo.hub.exchange.Decision;
import io.snodo.hub.exchange.Exchange;
import io.snodo.hub.tenancy.CurrentTenant;
import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.refusal.Catalogue;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks at all queues, decides who helps whom, and says so: soon after a queue's state was committed, and by the clock,
 * because silence announces itself by nothing. What was decided is stored before it is said, and said until it is
 * accepted.
 */
@Component
class OverflowWatch {
    private static final Logger LOG = LoggerFactory.getLogger(OverflowWatch.class);

    private final Readings readings;
    private final Episodes episodes;
    private final Loans loans;
    private final ObjectProvider<Exchange> exchange; // it holds us, by way of our deliberation
    private final OverflowSettings settings;
    private final Clock clock;
    private final HelpRule rule;
    private final TransactionTemplate transaction;
    private final Instant listeningSince;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("overflow").factory());

    OverflowWatch(
            Readings readings,
            Episodes episodes,
            Loans loans,
            ObjectProvider<Exchange> exchange,
            OverflowSettings settings,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.readings = readings;
        this.episodes = episodes;
        this.loans = loans;
        this.exchange = exchange;
        this.settings = settings;
        this.clock = clock;
        this.rule = new HelpRule(clock, settings);
        this.transaction = new TransactionTemplate(transactions);
        this.listeningSince = clock.instant();
    }

    @EventListener(ApplicationReadyEvent.class)
    @SuppressWarnings("FutureReturnValueIgnored") // it ends with its thread
    void begin() {
        long tick = settings.tick().toMillis();
        thread.scheduleWithFixedDelay(this::lookNow, tick, tick, TimeUnit.MILLISECONDS);
    }

    @EventListener(ContextClosedEvent.class)
    void end() {
        thread.shutdownNow();
    }

    /** Soon, on its own thread; many requests before it comes to it are one. */
    void look() {
        if (!thread.isShutdown() && asked.compareAndSet(false, true)) {
            thread.execute(this::lookNow);
        }
    }

    private void lookNow() {
        asked.set(false);
        try {
            List<Message> unsaid = CurrentTenant.during(MemberCode.HUB, this::decide);
            unsaid.forEach(this::say);
        } catch (DataAccessException | TransactionException e) {
            LOG.warn(
                    "overflow could not be decided and will be again cause={}",
                    e.getClass().getSimpleName());
        } catch (RuntimeException e) {
            // thrown on, a fault of ours would end the watch for good and in silence
            LOG.error("overflow could not be decided", e);
        }
    }

    private List<Message> decide() {
        return transaction.execute(_ -> {
            Situation situation = situation(clock.instant());
            for (Step step : rule.next(situation)) {
                switch (step) {
                    case Step.Start start -> episodes.start(start);
                    case Step.Stop stop -> episodes.stop(stop);
                }
            }
            return episodes.unsaid();
        });
    }

    private Situation situation(Instant now) {
        List<Reading> heard = readings.all();
        List<Episode> recent = episodes.since(now.minus(settings.pause()));
        Set<MemberCode> busy = new HashSet<>();
        heard.stream().filter(Reading::isOverflowing).map(Reading::member).forEach(busy::add);
        recent.stream().filter(Episode::isOpen).map(Episode::busy).forEach(busy::add);
        return new Situation(
                loans.to(busy, heard.stream().map(Reading::member).toList(), now),
                heard,
                recent,
                episodes.begunSince(now.atZone(Loans.ITALY)
                        .toLocalDate()
                        .atStartOfDay(Loans.ITALY)
                        .toInstant()),
                listeningSince);
    }

    private void say(Message message) {
        Decision decision = exchange.getObject().say(message).join();
        boolean settled = switch (decision) {
            case Decision.Accepted _, Decision.Noted _, Decision.Passed _ -> true;
            case Decision.Refused refused -> {
                LOG.warn(
                        "overflow message refused message={} refusal={}",
                        message.id(),
                        refused.refusal().code().wire());
                yield !Catalogue.of(refused.refusal().code()).retryable();
            }
        };
        if (settled) {
            CurrentTenant.run(MemberCode.HUB, () -> episodes.said(message.id()));
        }
    }
}
