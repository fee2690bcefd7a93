package io.snodo.spoke.enrolment;

import io.snodo.messages.Json;
import io.snodo.messages.enrolment.Enrolled;
import io.snodo.messages.enrolment.Purpose;
import io.snodo.messages.seal.Sealed;
import io.snodo.spoke.link.Speaker;
import java.io.IOException;
import java.nio.file.Files;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Gets new certificates, for new keys, when two thirds of the old ones' life are over; tries again until it succeeds. */
@Component
@ConditionalOnProperty("snodo.enrolment.hub")
class Renewal {
    /** The encryption key stays: what was told us with it is to be read as long as we have it. */
    private static final List<Purpose> RENEWED = List.of(Purpose.LINK, Purpose.SEAL, Purpose.SIGNATURE);

    private static final Logger LOG = LoggerFactory.getLogger(Renewal.class);

    private final RenewalSettings settings;
    private final KeyFiles files;
    private final Speaker speaker;
    private final ApplicationEventPublisher events;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("renewal").factory());
    private volatile @Nullable String why;
    private volatile boolean renewed;

    Renewal(RenewalSettings settings, Speaker speaker, ApplicationEventPublisher events) {
        this.settings = settings;
        this.files = new KeyFiles(settings.keys());
        this.speaker = speaker;
        this.events = events;
    }

    /** When the first of our certificates ends; and why it is not renewed, if it is due and that fails. */
    record Ends(@Nullable Instant first, @Nullable String why) {}

    Ends ends() {
        @Nullable Instant first = null;
        try {
            for (Purpose purpose : RENEWED) {
                Instant end = files.certified(purpose)
                        .map(certificate -> certificate.getNotAfter().toInstant())
                        .orElse(null);
                first = first == null || end != null && end.isBefore(first) ? end : first;
            }
        } catch (IOException e) {
            return new Ends(null, e.getMessage());
        }
        return new Ends(first, why);
    }

    @EventListener(ApplicationReadyEvent.class)
    @SuppressWarnings("FutureReturnValueIgnored") // it ends with its thread
    void begin() {
        long every = settings.every().toMillis();
        thread.scheduleWithFixedDelay(this::look, Math.min(every, 5_000), every, TimeUnit.MILLISECONDS);
    }

    @EventListener(ContextClosedEvent.class)
    void end() {
        thread.shutdownNow();
    }

    private void look() {
        if (renewed) {
            return; // this process still goes by the old ones
        }
        try {
            List<Purpose> due = due();
            if (!due.isEmpty()) {
                renew(due);
                why = null;
                renewed = true;
                LOG.info("certificates renewed tenant={} count={}", speaker.member(), due.size());
                events.publishEvent(new CertificatesRenewed());
            }
        } catch (CannotJoin e) {
            failed(new Words(Locale.ENGLISH).why(e));
        } catch (HubApi.Refused e) {
            failed(e.problem().code());
        } catch (IOException | RuntimeException e) {
            failed(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    private void failed(String cause) {
        why = cause;
        LOG.warn("certificates not renewed tenant={} cause={}", speaker.member(), cause);
    }

    private List<Purpose> due() throws IOException {
        Clock clock = speaker.clock();
        List<Purpose> due = new ArrayList<>();
        for (Purpose purpose : RENEWED) {
            Optional<X509Certificate> certificate = files.certified(purpose);
            if (certificate.isPresent() && !renewAt(certificate.get()).isAfter(clock.instant())) {
                due.add(purpose);
            }
        }
        return due;
    }

    private Instant renewAt(X509Certificate certificate) {
        Instant end = certificate.getNotAfter().toInstant();
        Duration life = Duration.between(certificate.getNotBefore().toInstant(), end);
        return end.minus(settings.before() == null ? life.dividedBy(3) : settings.before());
    }

    /** The new keys lie beside until their certificates are there, so that a broken-off try asks with the same ones again. */
    private void renew(List<Purpose> due) throws IOException, CannotJoin, HubApi.Refused {
        NextKeys keys = new NextKeys(files);
        List<Purpose> asked = keys.ask(due);
        KeyFiles next = keys.files();
        Enrolled enrolled;
        try (HubApi api = new HubApi(settings.hub(), vouching(), speaker.clock())) {
            enrolled = api.ask("/certificates", token(), Offers.of(next, asked, speaker.member(), Map.of(), ""));
        } catch (HubApi.Refused e) {
            if (e.problem().code().equals("key_reused")) {
                keys.abandon();
            }
            throw e;
        }
        for (Purpose purpose : asked) {
            Enrolled.Given given = enrolled.certificates().get(purpose);
            if (given == null) {
                throw new IOException("the hub has given no certificate for " + purpose.wire());
            }
            next.keep(purpose, given.chain());
        }
        keys.answered(asked);
        SpokeFolder.trust(settings.keys(), enrolled);
    }

    private List<String> vouching() throws IOException {
        return Files.exists(settings.keys().resolve("authorities.pem"))
                ? KeyFiles.ders(settings.keys().resolve("authorities.pem"))
                : List.of();
    }

    private String token() {
        long now = speaker.clock().instant().getEpochSecond();
        return Sealed.sign(
                Json.MAPPER.writeValueAsBytes(Map.of(
                        "iss",
                        speaker.member().value(),
                        "aud",
                        "hub",
                        "iat",
                        now,
                        "exp",
                        now + 60,
                        "jti",
                        UUID.randomUUID().toString())),
                "JWT",
                speaker.key());
    }
}
