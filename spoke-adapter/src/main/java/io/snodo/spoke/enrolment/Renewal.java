package io.snodo.spoke.enrolment;

import io.snodo.messages.Json;
import io.snodo.messages.Sha256;
import io.snodo.messages.enrolment.Enrolled;
import io.snodo.messages.enrolment.Purpose;
import io.snodo.messages.seal.Sealed;
import io.snodo.spoke.link.Speaker;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Gets new certificates, for new keys, when two thirds of the old ones' life are over, and before if the hub or our own
 * administrator wants it (ST-772); tries again until it succeeds.
 */
@Component
@ConditionalOnProperty("snodo.enrolment.hub")
class Renewal {
    /** The encryption key stays: what was told us with it is to be read as long as we have it. */
    private static final List<Purpose> RENEWED = List.of(Purpose.LINK, Purpose.SEAL, Purpose.SIGNATURE);

    /** Until somebody who waits at a command line sees that something happens. */
    private static final Duration WISHES = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(Renewal.class);

    private final RenewalSettings settings;
    private final KeyFiles files;
    private final Wish wish;
    private final Speaker speaker;
    private final ApplicationEventPublisher events;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("renewal").factory());
    private volatile @Nullable String why;
    private volatile boolean renewed;

    Renewal(RenewalSettings settings, Speaker speaker, ApplicationEventPublisher events) {
        this.settings = settings;
        this.files = new KeyFiles(settings.keys());
        this.wish = Wish.in(files);
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
        thread.scheduleWithFixedDelay(this::hear, WISHES.toMillis(), WISHES.toMillis(), TimeUnit.MILLISECONDS);
    }

    @EventListener(ContextClosedEvent.class)
    void end() {
        thread.shutdownNow();
    }

    private void hear() {
        try {
            if (wish.isNew()) {
                look();
            }
        } catch (IOException e) {
            failed(String.valueOf(e.getMessage()));
        }
    }

    private void look() {
        if (renewed) {
            return; // this process still goes by the old ones
        }
        try {
            List<Purpose> due = due();
            if (!due.isEmpty()) {
                List<Purpose> taken = renew(due);
                why = null;
                renewed = true;
                LOG.info("certificates renewed tenant={} count={}", speaker.member(), taken.size());
                try {
                    if (taken.containsAll(
                            due)) { // else a try before this one had asked for less, and the next asks for the rest
                        wish.done();
                    }
                } finally {
                    events.publishEvent(new CertificatesRenewed());
                }
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
        try {
            wish.failed(cause);
        } catch (IOException e) {
            LOG.warn("who asked is not told tenant={} cause={}", speaker.member(), e.getMessage());
        }
    }

    private List<Purpose> due() throws IOException {
        if (wish.isThere()) {
            return those(_ -> true);
        }
        Instant now = speaker.clock().instant();
        List<Purpose> ending = those(certificate -> !renewAt(certificate).isAfter(now));
        return ending.isEmpty() ? wantedByHub() : ending;
    }

    private List<Purpose> wantedByHub() throws IOException {
        try (HubApi api = api()) {
            Set<String> toReplace = api.toReplace(token());
            why = null;
            return those(certificate -> toReplace.contains(fingerprint(certificate)));
        } catch (CannotJoin e) {
            unasked(new Words(Locale.ENGLISH).why(e));
        } catch (HubApi.Refused e) {
            unasked(e.problem().code());
        }
        return List.of();
    }

    /** Nothing is due yet; shown all the same, because a renewal would fail for the same. */
    private void unasked(String cause) {
        why = cause;
        LOG.info("hub not asked about certificates tenant={} cause={}", speaker.member(), cause);
    }

    private List<Purpose> those(Predicate<X509Certificate> wanted) throws IOException {
        List<Purpose> those = new ArrayList<>();
        for (Purpose purpose : RENEWED) {
            if (files.certified(purpose).filter(wanted).isPresent()) {
                those.add(purpose);
            }
        }
        return those;
    }

    private static String fingerprint(X509Certificate certificate) {
        try {
            return Sha256.hex(certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate of ours cannot be read", e);
        }
    }

    private Instant renewAt(X509Certificate certificate) {
        Instant end = certificate.getNotAfter().toInstant();
        Duration life = Duration.between(certificate.getNotBefore().toInstant(), end);
        return end.minus(settings.before() == null ? life.dividedBy(3) : settings.before());
    }

    /** The new keys lie beside until their certificates are there, so that a broken-off try asks with the same ones again. */
    private List<Purpose> renew(List<Purpose> due) throws IOException, CannotJoin, HubApi.Refused {
        NextKeys keys = new NextKeys(files);
        List<Purpose> asked = keys.ask(due);
        KeyFiles next = keys.files();
        Enrolled enrolled;
        try (HubApi api = api()) {
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
        return asked;
    }

    private HubApi api() throws IOException, CannotJoin {
        return new HubApi(settings.hub(), vouching(), speaker.clock());
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
