package io.snodo.ops.attack.ground;

import io.snodo.messages.MessageIds;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.TrackingCode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Identifiers of what was seeded, of what does not exist, and of the stranger's own. */
public final class Identifiers {
    private final Map<Kind, List<String>> foreign = new EnumMap<>(Kind.class);
    private final Map<Kind, String> own = new EnumMap<>(Kind.class);
    private final Map<String, String> absent = new HashMap<>();
    private final Set<String> known = new HashSet<>();
    private final Clock clock;

    public Identifiers(Clock clock) {
        this.clock = clock;
    }

    public void foreign(Kind kind, String identifier) {
        foreign.computeIfAbsent(kind, _ -> new ArrayList<>()).add(identifier);
    }

    /** The same, and it is the one that is named where only one is. */
    void foremost(Kind kind, String identifier) {
        foreign.computeIfAbsent(kind, _ -> new ArrayList<>()).addFirst(identifier);
    }

    public void own(Kind kind, String identifier) {
        own.put(kind, identifier);
    }

    /** That it exists everybody may know. */
    void known(String identifier) {
        known.add(identifier);
    }

    public boolean isKnown(String identifier) {
        return known.contains(identifier);
    }

    public List<String> foreign(Kind kind) {
        return foreign.getOrDefault(kind, List.of());
    }

    public String first(Kind kind) {
        List<String> all = foreign(kind);
        return all.isEmpty() ? absent(kind, "") : all.getFirst();
    }

    /** What the stranger has of that kind; what does not exist where it has none. */
    public String own(Kind kind) {
        return own.getOrDefault(kind, absent(kind, ""));
    }

    /** Of the same form, and nobody's; the same each time for the same identifier. */
    public synchronized String absent(Kind kind, String like) {
        return absent.computeIfAbsent(kind + " " + like, _ -> nobodys(kind, like));
    }

    private String nobodys(Kind kind, String like) {
        return switch (kind) {
            case TICKET -> ticket(like);
            case MESSAGE, FAQ -> MessageIds.next(clock).toString();
            case SUBMISSION, REFERRAL, SESSION -> UUID.randomUUID().toString();
            case DIGEST -> digest();
            case DELIVERY -> Long.toString(ThreadLocalRandom.current().nextLong(1L << 40, 1L << 41));
            case MEMBER -> "c_z999";
            case CONTACT -> like.replaceAll("[0-9]", like.contains("9") ? "8" : "9") + (like.isEmpty() ? "9" : "");
            case CODE -> code();
            case ETAG -> '"' + ticket("") + "-1\"";
        };
    }

    private static String ticket(String like) {
        String prefix = like.indexOf('-') > 0 ? like.substring(0, like.indexOf('-')) : "L736";
        return TicketNumber.mint(prefix, ThreadLocalRandom.current().nextLong(8_000_000_000L, 9_000_000_000L))
                .value();
    }

    private static String digest() {
        byte[] random = new byte[32];
        ThreadLocalRandom.current().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    private static String code() {
        TrackingCode code;
        do {
            code = TrackingCode.random();
        } while (code.value().isEmpty());
        return code.value();
    }
}
