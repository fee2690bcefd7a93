package io.snodo.ops.bench.noise;

import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.TicketOpen;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.Sealed;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/** What a noisy member says; each time something that was never said before. */
final class Words {
    /** Below the limit of 256 KiB, when it is sealed. */
    private static final int LARGE = 180 * 1024;

    private static final int GARBAGE = 2 * 1024;
    private static final String PREFIX = "H224";

    private final MemberCode member;
    private final SealKey key;
    private final AtomicLong serial =
            new AtomicLong(1_000_000 + ThreadLocalRandom.current().nextLong(800_000_000));

    Words(MemberCode member, SealKey key) {
        this.member = member;
        this.key = key;
    }

    String next(Kind kind) {
        return switch (kind) {
            case FLOOD, SLOW, CONNECTIONS -> sealed("Prova di rumore");
            case LARGE -> sealed("a".repeat(LARGE));
            case GARBAGE -> garbage();
            case SEALS -> otherwise(sealed("Prova di rumore"));
        };
    }

    private String sealed(String subject) {
        TicketOpen body = new TicketOpen(subject, null, "strade", null, "web", null, null);
        TicketNumber number = TicketNumber.mint(PREFIX, serial.incrementAndGet());
        return Sealed.seal(Message.of(Clock.systemUTC(), member, List.of(), number, 0, body), key)
                .jws();
    }

    private static String garbage() {
        return ThreadLocalRandom.current()
                .ints(GARBAGE, 'A', 'Z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** With one letter in the middle of its seal changed. */
    private static String otherwise(String jws) {
        int at = jws.lastIndexOf('.') + 20;
        return jws.substring(0, at) + (jws.charAt(at) == 'A' ? 'B' : 'A') + jws.substring(at + 1);
    }
}
