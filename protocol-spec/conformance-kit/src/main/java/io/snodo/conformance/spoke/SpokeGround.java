package io.snodo.conformance.spoke;

import io.snodo.conformance.letters.Letter;
import io.snodo.conformance.letters.Writing;
import io.snodo.conformance.seen.Event.What;
import io.snodo.conformance.seen.Reads;
import io.snodo.conformance.seen.Scene;
import io.snodo.conformance.seen.Seen;
import io.snodo.conformance.seen.Verdict;
import io.snodo.conformance.wire.Credentials;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.body.Registry;
import io.snodo.messages.confidential.EncryptionKey;
import io.snodo.messages.receipt.Frame;
import io.snodo.messages.receipt.Stamp;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.Sealed;
import io.snodo.messages.seal.VerifyKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The kit as a hub: it answers the spoke as a case wants it, and delivers what its invented members say. */
public final class SpokeGround implements AutoCloseable {
    private static final Map<String, String> INVENTED = Map.of("B", "c_k001", "C", "c_k002", "D", "c_k003");

    /** How the kit's hub answers what the spoke says. */
    enum Manner {
        /** With stamps, and with the registry where it is asked. */
        ANSWERS,
        /** Not at all. */
        SILENT,
        /** {@code hub_busy}, to be repeated. */
        BUSY,
        /** {@code ticket_exists} or another no for good. */
        REFUSING
    }

    private static final Duration APPLIED_WITHIN = Duration.ofSeconds(20);

    private final Map<String, SealKey> seals = new ConcurrentHashMap<>();
    private final Map<String, MemberCode> members = new HashMap<>();
    private final Map<String, String> prefixes = new HashMap<>();
    private final SealKey hub;
    private final VerifyKey spokeKey;
    private final Seen seen;
    private final Clock clock;
    private final Ledger ledger;
    private final Writing writing;
    private final Seat seat;
    private volatile Manner manner = Manner.ANSWERS;
    private volatile long registryVersion = 1;
    private volatile boolean enlarged;
    private final KeyChanges changes = new KeyChanges();

    public SpokeGround(Path keys, MemberCode spoke, String prefix, Seat.Maker seats, Seen seen, Clock clock)
            throws Exception {
        this.seen = seen;
        this.clock = clock;
        this.hub = SealKey.read(keys.resolve("hub/seal.key"), VerifyKey.read(keys.resolve("hub/seal.pem")));
        this.spokeKey = VerifyKey.read(keys.resolve(spoke.value()).resolve("seal.pem"));
        this.ledger = new Ledger(hub, clock);
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        secret[0] &= 0x7F;
        seals.put("B", SealKey.generate());
        seals.put("C", SealKey.ofP256(secret)); // the other algorithm that a spoke must know
        seals.put("D", SealKey.generate());
        seals.put("hub", hub);
        members.put("A", spoke);
        prefixes.put("A", prefix);
        INVENTED.forEach((letter, code) -> {
            members.put(letter, new MemberCode(code));
            prefixes.put(letter, code.substring(2).toUpperCase(java.util.Locale.ROOT));
        });
        this.writing = new Writing(
                clock,
                letter -> Objects.requireNonNull(seals.get(letter), "nobody seals as " + letter),
                letter -> Objects.requireNonNull(prefixes.get(letter)));
        Path encryption = keys.resolve(spoke.value()).resolve("encrypt.pem");
        if (Files.exists(encryption)) {
            writing.secrets()
                    .know(
                            "A",
                            EncryptionKey.of(Credentials.certificate(encryption).getPublicKey()));
        }
        this.seat = seats.make(new Listener());
        seat.open();
    }

    public VerifyKey hubKey() {
        return hub.verifyKey();
    }

    public VerifyKey spokeKey() {
        return spokeKey;
    }

    Scene scene() {
        Map<String, MemberCode> all = new HashMap<>(members);
        all.put("hub", MemberCode.HUB);
        return new Scene(all);
    }

    Writing writing() {
        return writing;
    }

    Ledger ledger() {
        return ledger;
    }

    Seat seat() {
        return seat;
    }

    Clock clock() {
        return clock;
    }

    void manner(Manner next) {
        manner = next;
    }

    /** From now on the registry knows D as well; told to a spoke that asks. */
    synchronized void enlarge() {
        enlarged = true;
        registryVersion++;
    }

    /** The member seals with a new key from now on; what it sealed with before is {@code former-B} to cases. */
    void change(String deed, String who, boolean told) throws Exception {
        change(deed, who);
        if (told) {
            awaitApplied(tellRegistry());
        }
    }

    /** Never while the registry is being written: its version says what stands in it. */
    private synchronized void change(String deed, String who) {
        SealKey former = Objects.requireNonNull(seals.put(who, SealKey.generate()));
        seals.put("former-" + who, former);
        changes.change(
                deed,
                who,
                former.verifyKey(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS)); // not finer than what is recorded
        registryVersion++;
    }

    /** Records and delivers; {@code spoiled} may spoil the stamp. */
    void deliver(String who, Letter letter, List<String> spoiled) throws Exception {
        UUID id = letter.sent().id();
        if (id == null) {
            throw new IllegalArgumentException("a hub records nothing without an id");
        }
        JsonNode envelope = letter.sent().envelope();
        Stamp stamp = ledger.record(id, envelope, letter.sent().digest());
        for (String word : spoiled) {
            stamp = switch (word) {
                case "stamp-changed" ->
                    new Stamp(
                            stamp.leaf().replace("\"epoch\":1", "\"epoch\":2"),
                            stamp.index(),
                            stamp.path(),
                            stamp.root());
                case "stamp-longer" ->
                    new Stamp(stamp.leaf(), stamp.index(), List.of(letter.sent().digest()), stamp.root());
                case "stamp-elsewhere" -> new Stamp(stamp.leaf(), stamp.index() + 1, stamp.path(), stamp.root());
                case "stamp-by-nobody" ->
                    ledger.forged(id, envelope, letter.sent().digest(), SealKey.generate());
                case "stamp-of-other-octets" -> ledger.forged(id, envelope, Reads.digest("something else"), hub);
                case "stamp-of-another-type" ->
                    ledger.forged(
                            id,
                            ((ObjectNode) envelope.deepCopy()).put("type", "rating.add"),
                            letter.sent().digest(),
                            hub);
                default -> stamp;
            };
        }
        ObjectNode content = Json.MAPPER.createObjectNode();
        content.put("message", letter.sent().jws());
        content.set("stamp", Json.MAPPER.valueToTree(stamp));
        content.set("envelope", envelope);
        seen.note("hub", "spoke", What.DELIVERED, id, null, content);
        if (!spoiled.contains("stamp-held")) {
            seat.put(
                    Json.MAPPER.writeValueAsBytes(
                            new Frame.Delivery(letter.sent().jws(), stamp)),
                    true);
        }
    }

    private final class Listener implements Seat.Ear {
        @Override
        public void heard(String jws, String odd) {
            SpokeGround.this.heard(jws, odd);
        }

        @Override
        public void called(ObjectNode call) {
            seen.glance("spoke", "hub", What.CALLED, call);
        }

        @Override
        public void answered(int status, boolean ownCorrelation) {
            ObjectNode content = Json.MAPPER.createObjectNode();
            content.put("binding", "rest").put("answered", status).put("ownCorrelation", ownCorrelation);
            seen.note("spoke", "hub", What.CALLED, null, null, content);
        }
    }

    private void heard(String jws, String odd) {
        Manner now = manner; // a case that has seen this may change it before it is answered
        JsonNode envelope = Reads.payload(jws);
        UUID id = UUID.fromString(envelope.path("id").asString(new UUID(0, 0).toString()));
        ObjectNode content = Json.MAPPER.createObjectNode();
        content.put("jws", jws);
        content.put("digest", Reads.digest(jws));
        content.set("envelope", envelope);
        if (!odd.isEmpty()) {
            content.put("odd", odd);
        }
        seen.note("spoke", "hub", What.SAID, id, null, content);
        String type = envelope.path("type").asString("");
        if (type.equals("receipt")) {
            envelope.path("body")
                    .path("entries")
                    .forEach(entry -> seen.note(
                            "spoke",
                            "hub",
                            What.RECEIPT,
                            UUID.fromString(entry.path("message").asString("")),
                            null,
                            entry));
            return;
        }
        try {
            answer(id, type, envelope, jws, now);
        } catch (Exception e) {
            throw new IllegalStateException("the kit cannot answer as a hub", e);
        }
    }

    private void answer(UUID id, String type, JsonNode envelope, String jws, Manner now) throws Exception {
        boolean greets = type.equals("member.hello");
        switch (greets ? Manner.ANSWERS : now) {
            case ANSWERS -> {
                Stamp stamp = ledger.record(id, envelope, Reads.digest(jws));
                ObjectNode content = Json.MAPPER.createObjectNode();
                content.set("stamp", Json.MAPPER.valueToTree(stamp));
                seen.note("hub", "spoke", What.RECORDED, id, null, content);
                seat.put(Json.MAPPER.writeValueAsBytes(new Frame.Receipts(List.of(stamp))), false);
                if (greets && envelope.path("body").path("registryVersion").longValue(0) != registryVersion) {
                    tellRegistry();
                }
            }
            case BUSY -> refuse(id, Refusal.later(RefusalCode.HUB_BUSY, Duration.ofSeconds(1)));
            case REFUSING -> refuse(id, Refusal.of(RefusalCode.TICKET_EXISTS));
            case SILENT -> {}
        }
    }

    private void refuse(UUID id, Refusal refusal) throws Exception {
        Frame.Refused frame = new Frame.Refused(id, null, refusal.problem(null));
        seen.note("hub", "spoke", What.REFUSED, id, null, Json.MAPPER.valueToTree(frame.problem()));
        seat.put(Json.MAPPER.writeValueAsBytes(frame), false);
    }

    /** The next message is to meet a spoke that knows. */
    private void awaitApplied(UUID registry) throws InterruptedException {
        seen.await(
                events -> events.stream()
                                .anyMatch(event -> event.what() == What.RECEIPT
                                        && registry.equals(event.message())
                                        && event.content()
                                                .path("level")
                                                .stringValue("")
                                                .equals("L3"))
                        ? Verdict.MET
                        : new Verdict.NotYet("the registry is not applied"),
                APPLIED_WITHIN);
    }

    private synchronized UUID tellRegistry() throws Exception {
        List<Registry.Member> known = members.entrySet().stream()
                .filter(each -> enlarged || !each.getKey().equals("D"))
                .map(each -> new Registry.Member(
                        each.getValue(),
                        "Ente " + each.getKey(),
                        Objects.requireNonNull(prefixes.get(each.getKey())),
                        "027042",
                        List.of(),
                        each.getKey().equals("A")
                                ? List.of(spokeKey.jwk())
                                : changes.counting(each.getKey(), verifyKey(each.getKey())),
                        null))
                .toList();
        List<Registry.Agreement> agreements = known.stream()
                .flatMap(grantor -> known.stream()
                        .filter(grantee -> grantee != grantor)
                        .map(grantee -> new Registry.Agreement(
                                UUID.randomUUID().toString(),
                                Registry.Agreement.Kind.HANDOVER,
                                grantor.code(),
                                grantee.code(),
                                List.of())))
                .toList();
        List<Registry.Category> categories =
                List.of(new Registry.Category("illuminazione", "Illuminazione", "Lighting", 7));
        Message message = Message.of(
                clock,
                MemberCode.HUB,
                List.of(Objects.requireNonNull(members.get("A"))),
                new Registry(registryVersion, known, agreements, categories, changes.retired(members)));
        Sealed sealed = Sealed.seal(message, hub);
        Letter letter = new Letter(
                new Scene.Sent(message.id(), message.id().toString(), "hub", sealed.jws(), Reads.payload(sealed.jws())),
                io.snodo.conformance.wire.Wire.Manner.USUAL);
        deliver("hub", letter, List.of());
        return message.id();
    }

    private VerifyKey verifyKey(String letter) {
        return Objects.requireNonNull(seals.get(letter)).verifyKey();
    }

    @Override
    public void close() throws Exception {
        seat.close();
    }
}
