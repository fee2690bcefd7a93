package io.snodo.spoke.files;

import io.snodo.messages.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import tools.jackson.databind.JsonNode;

/** Carries contents to the hub, one chunk after the other, and asks how they stand until that is decided. */
@Component
class Carrier implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(Carrier.class);
    private static final Duration ROUND = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    /** What no repetition will mend; an offer that the hub does not know may still be in the outbox. */
    private static final Set<String> FOR_GOOD =
            Set.of("content_mismatch", "upload_length_wrong", "chunk_too_large", "schema_invalid");

    private final CarriedFiles carried;
    private final LocalContents contents;
    private final HubFiles hub;
    private final FileSettings settings;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final Semaphore bell = new Semaphore(0);
    private volatile boolean stopped;

    Carrier(
            CarriedFiles carried,
            LocalContents contents,
            HubFiles hub,
            FileSettings settings,
            Clock clock,
            ApplicationEventPublisher events) {
        this.carried = carried;
        this.contents = contents;
        this.hub = hub;
        this.settings = settings;
        this.clock = clock;
        this.events = events;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        if (hub.isThere()) {
            Thread.ofVirtual().name("files").start(this::goOn);
        }
    }

    @TransactionalEventListener(classes = FilesMoved.class, fallbackExecution = true)
    void ring() {
        bell.release();
    }

    private void goOn() {
        while (!stopped) {
            try {
                boolean _ = bell.tryAcquire(ROUND.toMillis(), TimeUnit.MILLISECONDS);
                bell.drainPermits();
                for (Optional<Carried> due = carried.due(); due.isPresent() && !stopped; due = carried.due()) {
                    step(due.get());
                    events.publishEvent(new FilesMoved());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) { // the store's, or what nobody has thought of: the next round tries again
                LOG.warn("files wait cause={}", e.getClass().getSimpleName());
            }
        }
    }

    private void step(Carried file) throws InterruptedException {
        try {
            if (file.state() == FileState.HELD) {
                askHowItStands(file);
            } else {
                bring(file);
            }
        } catch (IOException | RuntimeException e) { // an answer that is none among them
            later(file, e.getClass().getSimpleName());
        }
    }

    private void bring(Carried file) throws IOException, InterruptedException {
        Optional<Path> content = contents.find(file.digest());
        if (content.isEmpty()) {
            fail(file, "content_missing");
            return;
        }
        HttpResponse<String> told = hub.offset(file.ticket(), file.offer());
        if (told.statusCode() != 204) {
            later(file, "http_" + told.statusCode());
            return;
        }
        if (told.headers().firstValue("Upload-Complete").filter("?1"::equals).isPresent()) {
            carried.become(file.offer(), FileState.HELD, null, clock.instant());
            return;
        }
        long offset = told.headers().firstValueAsLong("Upload-Offset").orElse(0);
        if (offset < 0 || offset > file.size()) {
            later(file, "offset_past_the_end");
            return;
        }
        long length = Math.min(Math.min(limit(told), settings.chunk().toBytes()), file.size() - offset);
        HttpResponse<String> answer = hub.append(file, content.get(), offset, length);
        switch (answer.statusCode()) {
            case 200 -> carried.become(file.offer(), FileState.HELD, null, clock.instant());
            case 204 -> carried.sent(file.offer(), offset + length);
            default -> refused(file, HubFiles.code(answer.statusCode(), answer.body()));
        }
    }

    private static long limit(HttpResponse<String> told) {
        return told.headers()
                .firstValue("Upload-Limit")
                .filter(limit -> limit.matches("max-append-size=[0-9]{1,15}"))
                .map(limit -> Long.parseLong(limit.substring(limit.indexOf('=') + 1)))
                .orElse(Long.MAX_VALUE);
    }

    private void askHowItStands(Carried file) throws IOException, InterruptedException {
        HttpResponse<String> answer = hub.ask(file.ticket(), file.offer());
        if (answer.statusCode() != 200) {
            later(file, HubFiles.code(answer.statusCode(), answer.body()));
            return;
        }
        JsonNode seen = Json.MAPPER.readTree(answer.body());
        switch (seen.path("state").stringValue("")) {
            case "free" -> carried.become(file.offer(), FileState.FREE, null, clock.instant());
            case "rejected" ->
                carried.become(
                        file.offer(), FileState.REJECTED, seen.path("reason").stringValue(""), clock.instant());
            case "awaited" -> carried.become(file.offer(), FileState.COMING, null, clock.instant());
            default -> later(file, "held");
        }
    }

    private void refused(Carried file, String code) {
        if (FOR_GOOD.contains(code)) {
            fail(file, code);
        } else {
            later(file, code);
        }
    }

    private void later(Carried file, String cause) {
        Instant now = clock.instant();
        // what has arrived is the hub's to decide, however long it takes
        if (file.state() != FileState.HELD
                && file.begunAt().plus(settings.giveUp()).isBefore(now)) {
            fail(file, cause);
            return;
        }
        LOG.info("file waits message={} attempt={} cause={}", file.offer(), file.attempts(), cause);
        Duration pause = settings.firstPause().multipliedBy(1L << Math.min(file.attempts(), 12));
        carried.postpone(file.offer(), now.plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE));
    }

    private void fail(Carried file, String reason) {
        LOG.warn("file not brought message={} cause={}", file.offer(), reason);
        carried.become(file.offer(), FileState.FAILED, reason, clock.instant());
    }

    @Override
    public void destroy() {
        stopped = true;
        ring();
    }
}
