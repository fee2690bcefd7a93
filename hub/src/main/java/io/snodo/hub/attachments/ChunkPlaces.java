package io.snodo.hub.attachments;

import io.snodo.messages.MemberCode;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Where chunks lie that may only be added once all of them has been seen to be what was signed: beside the contents. */
@Component
public class ChunkPlaces {
    private static final Logger LOG = LoggerFactory.getLogger(ChunkPlaces.class);
    /** Of one member: as many uploads at once, each with the largest chunk. */
    private static final int AT_ONCE = 4;

    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration LATER = Duration.ofMinutes(10);
    private static final Duration LONG_ENOUGH = Duration.ofDays(1);

    private final Path folder;
    private final Room room;
    private final Clock clock;
    /** No more than members. */
    private final Map<MemberCode, Semaphore> places = new ConcurrentHashMap<>();

    ChunkPlaces(AttachmentSettings settings, Room room, Clock clock) {
        folder = settings.folder().resolve("chunks");
        this.room = room;
        this.clock = clock;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("no chunk can be kept in " + folder, e);
        }
    }

    /** What came of asking for a place. */
    public sealed interface Answer {
        /** A file of its own, until it is given back. */
        record Given(Path file, Runnable back) implements Answer, AutoCloseable {
            @Override
            public void close() throws IOException {
                try {
                    Files.deleteIfExists(file);
                } finally {
                    back.run();
                }
            }
        }

        record Refused(Refusal refusal) implements Answer {}
    }

    public Answer take(MemberCode member) throws IOException {
        if (!room.isOnDisk()) {
            LOG.warn("no room for a chunk tenant={} limit=SPARE", member);
            return new Answer.Refused(Refusal.later(RefusalCode.STORAGE_FULL, LATER));
        }
        Semaphore own = places.computeIfAbsent(member, _ -> new Semaphore(AT_ONCE));
        if (!own.tryAcquire()) {
            return new Answer.Refused(Refusal.later(RefusalCode.RATE_LIMITED, SOON));
        }
        boolean given = false;
        try {
            Answer.Given place = new Answer.Given(Files.createTempFile(folder, "chunk", null), own::release);
            given = true;
            return place;
        } finally {
            if (!given) {
                own.release();
            }
        }
    }

    /** What a crash has left. */
    @Scheduled(fixedDelayString = "PT24H", initialDelayString = "PT30M")
    void sweep() {
        Instant before = clock.instant().minus(LONG_ENOUGH);
        try (Stream<Path> left = Files.list(folder)) {
            for (Path file : left.toList()) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            LOG.warn(
                    "chunks cannot be swept, trying again cause={}",
                    e.getClass().getSimpleName());
        }
    }
}
