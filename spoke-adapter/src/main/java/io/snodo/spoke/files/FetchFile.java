package io.snodo.spoke.files;

import io.snodo.messages.Json;
import io.snodo.messages.TicketNumber;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/** Has a content here when somebody wants to open it; nobody sees one that is not what was offered (ST-679). */
@Component
public class FetchFile {
    private static final Logger LOG = LoggerFactory.getLogger(FetchFile.class);
    private static final int MOST_SAID = 16 * 1024;
    private static final Duration AT_LEAST = Duration.ofMinutes(1);
    private static final long SLOWEST = 50_000; // octets a second
    /** How long one waits for another who fetches the same. */
    private static final Duration OTHERS = Duration.ofSeconds(30);

    private final LocalContents contents;
    private final HubFiles hub;
    /** One fetch of a content at a time; no more than are being fetched. */
    private final ConcurrentHashMap<String, ReentrantLock> fetching = new ConcurrentHashMap<>();

    FetchFile(LocalContents contents, HubFiles hub) {
        this.contents = contents;
        this.hub = hub;
    }

    /** What came of it. */
    public sealed interface Answer {
        record Here(Path content) implements Answer {}

        record Not(WhyNot why) implements Answer {}
    }

    /** Why a content cannot be shown; the pages have a sentence for each. */
    public enum WhyNot {
        AWAITED,
        HELD,
        REJECTED,
        UNKNOWN,
        /** The hub, or the line to it. */
        AWAY,
        /** What came is something else than was offered. */
        WRONG,
        FULL
    }

    public Answer fetch(TicketNumber ticket, UUID offer, String digest, long size) {
        if (!hub.isThere()) {
            return new Answer.Not(WhyNot.AWAY);
        }
        try {
            Optional<Path> here = contents.find(digest);
            return here.isPresent() ? ifFree(ticket, offer, here.get()) : fetchAlone(ticket, offer, digest, size);
        } catch (IOException | JacksonException e) {
            LOG.warn("file not fetched message={} cause={}", offer, e.getClass().getSimpleName());
            return new Answer.Not(WhyNot.AWAY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Not(WhyNot.AWAY);
        }
    }

    private Answer fetchAlone(TicketNumber ticket, UUID offer, String digest, long size)
            throws IOException, InterruptedException {
        ReentrantLock one = fetching.computeIfAbsent(digest, _ -> new ReentrantLock());
        if (!one.tryLock(OTHERS.toMillis(), TimeUnit.MILLISECONDS)) {
            return new Answer.Not(WhyNot.AWAY); // somebody is at it; who comes again goes on from there
        }
        try {
            Optional<Path> meanwhile = contents.find(digest);
            return meanwhile.isPresent()
                    ? ifFree(ticket, offer, meanwhile.get())
                    : fetchNow(ticket, offer, digest, size);
        } finally {
            one.unlock();
            fetching.remove(digest, one);
        }
    }

    /** What is here came for ours, or for another offer; whether this one may be opened the hub says, each time. */
    private Answer ifFree(TicketNumber ticket, UUID offer, Path content) throws IOException, InterruptedException {
        HttpResponse<String> answer = hub.ask(ticket, offer);
        if (answer.statusCode() != 200) {
            return new Answer.Not(why(HubFiles.code(answer.statusCode(), answer.body())));
        }
        return switch (Json.MAPPER.readTree(answer.body()).path("state").stringValue("")) {
            case "free" -> new Answer.Here(content);
            case "awaited" -> new Answer.Not(WhyNot.AWAITED);
            case "held" -> new Answer.Not(WhyNot.HELD);
            case "rejected" -> new Answer.Not(WhyNot.REJECTED);
            default -> new Answer.Not(WhyNot.AWAY);
        };
    }

    private Answer fetchNow(TicketNumber ticket, UUID offer, String digest, long size)
            throws IOException, InterruptedException {
        if (!contents.hasRoomFor(size)) {
            return new Answer.Not(WhyNot.FULL);
        }
        Path coming = contents.coming(digest);
        long before = Files.exists(coming) ? Files.size(coming) : 0;
        HttpResponse<InputStream> answer = hub.fetch(ticket, offer, digest, before < size ? before : 0);
        Thread watch = Thread.ofVirtual().start(() -> endAfter(longest(size), answer.body()));
        try (InputStream body = answer.body()) {
            if (answer.statusCode() != 200 && answer.statusCode() != 206) {
                String said = new String(body.readNBytes(MOST_SAID), StandardCharsets.UTF_8);
                return new Answer.Not(why(HubFiles.code(answer.statusCode(), said)));
            }
            write(body, coming, answer.statusCode() == 206, size);
        } finally {
            watch.interrupt();
        }
        if (Files.size(coming) < size) {
            return new Answer.Not(WhyNot.AWAY); // broken off; the next attempt goes on from there
        }
        if (!contents.placeIfRight(coming, digest)) {
            LOG.warn("a content is not what was offered, dropped message={}", offer);
            return new Answer.Not(WhyNot.WRONG);
        }
        return new Answer.Here(contents.find(digest).orElseThrow());
    }

    /** Of a line that is slow: what comes slower is broken off, and goes on with the next attempt. */
    private static Duration longest(long size) {
        return AT_LEAST.plusSeconds(size / SLOWEST);
    }

    /** A body has no time-out of its own. */
    private static void endAfter(Duration longest, InputStream body) {
        try {
            Thread.sleep(longest);
            body.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it has come
        } catch (IOException e) {
            LOG.warn("a content that takes too long cannot be broken off cause={}", e.getMessage());
        }
    }

    /** No more than one octet past {@code size}: then it is wrong anyway. */
    private static void write(InputStream body, Path coming, boolean goesOn, long size) throws IOException {
        long left = size + 1 - (goesOn ? Files.size(coming) : 0);
        byte[] piece = new byte[64 * 1024];
        try (var out =
                goesOn ? Files.newOutputStream(coming, StandardOpenOption.APPEND) : Files.newOutputStream(coming)) {
            int read = body.read(piece, 0, (int) Math.min(piece.length, left));
            while (read > 0) {
                out.write(piece, 0, read);
                left -= read;
                read = body.read(piece, 0, (int) Math.min(piece.length, left));
            }
        }
    }

    private static WhyNot why(String code) {
        return switch (code) {
            case "attachment_awaited" -> WhyNot.AWAITED;
            case "attachment_held" -> WhyNot.HELD;
            case "attachment_rejected" -> WhyNot.REJECTED;
            case "attachment_unknown" -> WhyNot.UNKNOWN;
            default -> WhyNot.AWAY;
        };
    }
}
