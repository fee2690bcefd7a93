package io.snodo.spoke.link;

import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Body;
import io.snodo.messages.body.Registry;
import io.snodo.messages.body.Status;
import io.snodo.messages.hidden.Hiding;
import io.snodo.messages.hidden.Sight;
import io.snodo.messages.receipt.Frame;
import io.snodo.messages.receipt.Record;
import io.snodo.messages.receipt.Stamp;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.Sealed;
import io.snodo.messages.seal.VerifyKey;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a hub does to a spoke, without deciding anything: it numbers, records and stamps whatever is said. For tests. */
public final class Notary {
    public static final MemberCode VENEZIA = new MemberCode("c_l736");
    public static final MemberCode PARMA = new MemberCode("c_g337");

    private final SealKey key = SealKey.ofEd25519(seed(1));
    private final Map<MemberCode, SealKey> members =
            Map.of(VENEZIA, SealKey.ofEd25519(seed(2)), PARMA, SealKey.ofEd25519(seed(3)));
    private final Map<TicketNumber, Long> sequences = new HashMap<>();
    private final Map<String, Stamp> stamped = new HashMap<>();
    private long batch;

    public VerifyKey key() {
        return key.verifyKey();
    }

    public Speaker speaker(MemberCode member) {
        return new Speaker(member, keyOf(member), Clock.systemUTC());
    }

    private SealKey keyOf(MemberCode member) {
        return member.equals(MemberCode.HUB) ? key : members.get(member);
    }

    /** Seals in the name of {@code from}. */
    public Sealed seal(Message message) {
        return Sealed.seal(message, keyOf(message.from()));
    }

    /** A message of another member's, as it would be delivered. */
    public Frame.Delivery delivery(Message message) {
        String jws = seal(message).jws();
        return new Frame.Delivery(jws, stamp(jws));
    }

    /** With fields that only some may see; what of them is shown is told by {@link #delivery(Sealed, List)}. */
    public Sealed hiding(Message message, Map<String, Sight> fields) {
        return Hiding.seal(message, fields, keyOf(message.from()));
    }

    /** To one who is shown {@code shown} of what is hidden. */
    Frame.Delivery delivery(Sealed sealed, List<String> shown) {
        return new Frame.Delivery(Sealed.with(sealed.signed(), shown), stamp(sealed.jws()));
    }

    /** The same under a key that the registry, or nobody, knows; and as recorded at that time. */
    Frame.Delivery delivery(Message message, SealKey seal, Instant recordedAt) {
        String jws = Sealed.seal(message, seal).jws();
        Record record = record(message, jws, recordedAt);
        return new Frame.Delivery(
                jws,
                Stamp.batch(List.of(record), new Stamp.Batch(++batch, null, recordedAt), key)
                        .getFirst());
    }

    public Frame.Delivery registry(long version, MemberCode... known) {
        return registry(
                version,
                List.of(),
                Arrays.stream(known)
                        .map(m -> entry(m, List.of(keyOf(m).verifyKey().jwk())))
                        .toArray(Registry.Member[]::new));
    }

    Frame.Delivery registry(long version, List<Registry.RetiredKey> retired, Registry.Member... entries) {
        Registry registry = new Registry(version, List.of(entries), List.of(), List.of(), retired);
        return delivery(message(MemberCode.HUB, registry));
    }

    static Registry.Member entry(MemberCode member, List<Map<String, String>> keys) {
        String prefix = member.value().substring(2).toUpperCase(Locale.ROOT);
        return new Registry.Member(member, member.value(), prefix, "027042", List.of(), keys, null);
    }

    /** A message about no ticket. */
    public Message message(MemberCode from, Body body) {
        return Message.of(Clock.systemUTC(), from, List.of(), body);
    }

    /** The stamp for a sealed message; the same one for the same bytes, for ever. */
    public synchronized Stamp stamp(String jws) {
        return stamped.computeIfAbsent(jws, this::record);
    }

    /** Whether these bytes have been recorded. */
    public synchronized boolean knows(String jws) {
        return stamped.containsKey(jws);
    }

    private Stamp record(String jws) {
        Record record = record(open(jws).orElseThrow(), jws, Instant.now());
        return Stamp.batch(List.of(record), new Stamp.Batch(++batch, null, Instant.now()), key)
                .getFirst();
    }

    private Record record(Message message, String jws, Instant recordedAt) {
        TicketNumber ticket = message.ticket();
        long sequence = ticket == null ? 0 : sequences.merge(ticket, 1L, Long::sum);
        return new Record(
                message.id(),
                Sealed.read(jws).orElseThrow().digest(),
                message.from(),
                message.type(),
                ticket,
                sequence,
                ticket == null ? 0 : Math.max(1, message.epoch()),
                ticket == null ? null : message.from(),
                ticket == null ? null : Status.TRIAGE,
                null,
                null,
                recordedAt);
    }

    /** The message, if its seal is one of ours. */
    public Optional<Message> open(String jws) {
        Sealed sealed = Sealed.read(jws).orElseThrow();
        return Stream.concat(members.values().stream(), Stream.of(key))
                .flatMap(k -> sealed.verify(k.verifyKey()).stream())
                .findFirst()
                .map(payload -> Json.MAPPER.readValue(payload, Message.class));
    }

    public static byte[] bytes(Frame frame) {
        // the type's name goes with the interface, so the frame must be written as one
        return Json.MAPPER.writerFor(Frame.class).writeValueAsBytes(frame);
    }

    /** The 32 bytes of a participant's Ed25519 key, for tests that want it in a file. */
    public static byte[] seedOf(MemberCode participant) {
        return seed(participant.equals(MemberCode.HUB) ? 1 : participant.equals(VENEZIA) ? 2 : 3);
    }

    private static byte[] seed(int n) {
        byte[] seed = new byte[32];
        seed[0] = (byte) n;
        return seed;
    }
}
