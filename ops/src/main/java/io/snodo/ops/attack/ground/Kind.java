package io.snodo.ops.attack.ground;

import io.snodo.ops.attack.interfaces.Door;
import io.snodo.ops.attack.interfaces.Slot;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What identifiers there are; each is tried in every place that takes one, also where it does not belong. */
public enum Kind {
    TICKET,
    MESSAGE,
    DIGEST,
    SUBMISSION,
    DELIVERY,
    REFERRAL,
    MEMBER,
    FAQ,
    CONTACT,
    CODE,
    SESSION,
    ETAG;

    public static final String ANY_VERSION = "*";

    /** What is no identifier, and what is put there: as a rule something that is right. */
    private static final Map<String, String> PLAIN = Map.ofEntries(
            Map.entry("limit", "10"),
            Map.entry("since", "2020-01-01T00:00:00Z"),
            Map.entry("Upload-Offset", "0"),
            Map.entry("Upload-Complete", "?1"),
            Map.entry("Range", "bytes=0-15"),
            Map.entry("X-ReplyTo", ""),
            Map.entry("Digest", ""),
            Map.entry("Agid-JWT-Signature", ""),
            Map.entry("Agid-JWT-TrackingEvidence", ""),
            Map.entry("Last-Event-ID", ""),
            Map.entry("seen", ""),
            Map.entry("version", "1"),
            Map.entry("minutes", "30"),
            Map.entry("audience", "PARTIES"),
            Map.entry("status", "in_progress"),
            Map.entry("outcome", "SOLVED"),
            Map.entry("face", "satisfied"),
            Map.entry("language", "it"),
            Map.entry("category", "illuminazione"),
            Map.entry("channel", "phone"),
            Map.entry("territory", "027042"),
            Map.entry("answer", "accept"),
            Map.entry("act", "accept"),
            Map.entry("asked", "CITIZEN"));

    private static final Set<String> WORDS = Set.of(
            "q",
            "text",
            "reason",
            "subject",
            "description",
            "details",
            "question",
            "keywords",
            "citizenName",
            "citizenPhone",
            "place",
            "wait",
            "shown",
            "descriptionForAll",
            "placeForAll",
            "sealed",
            "words");

    private static final Map<String, Kind> NATURAL = Map.ofEntries(
            Map.entry("number", TICKET),
            Map.entry("before", TICKET),
            Map.entry("offer", MESSAGE),
            Map.entry("message", MESSAGE),
            Map.entry("task", MESSAGE),
            Map.entry("cursor", DELIVERY),
            Map.entry("after", DELIVERY),
            Map.entry("faq", FAQ),
            Map.entry("use", FAQ),
            Map.entry("of", FAQ),
            Map.entry("by", MEMBER),
            Map.entry("to", MEMBER),
            Map.entry("with", MEMBER),
            Map.entry("suggests", MEMBER),
            Map.entry("named", MEMBER),
            Map.entry("referral", REFERRAL),
            Map.entry("If-None-Match", ETAG));

    /** What belongs there; empty where no identifier does. What nobody has thought of is taken for a ticket's number. */
    public static Optional<Kind> natural(Door door, Slot slot) {
        String name = slot.name();
        if (name.equals("X-Correlation-ID")) {
            return door == Door.SOAP ? Optional.of(SUBMISSION) : Optional.empty();
        }
        if (name.equals("id")) {
            return Optional.of(
                    switch (door) {
                        case CONSOLE -> DELIVERY;
                        case DESK -> CONTACT;
                        default -> SUBMISSION;
                    });
        }
        if (name.equals("code")) {
            return Optional.of(door == Door.CITIZENS ? CODE : MEMBER);
        }
        if (name.equals("question") && door == Door.CITIZENS) {
            return Optional.of(MESSAGE);
        }
        if (PLAIN.containsKey(name) || WORDS.contains(name)) {
            return Optional.empty();
        }
        return Optional.of(NATURAL.getOrDefault(name, TICKET));
    }

    /** What stands in a slot that takes no identifier. */
    public static String plain(Slot slot) {
        return PLAIN.getOrDefault(slot.name(), slot.name().equals("X-Correlation-ID") ? "" : "prova");
    }
}
