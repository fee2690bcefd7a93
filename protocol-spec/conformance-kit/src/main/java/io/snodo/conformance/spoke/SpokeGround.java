package io.snodo.conformance.spoke;

import io.snodo.conformance.cases.Step;
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
import io.snodo.messages.body.Body;
import io.snodo.messages.body.Registry;
import io.snodo.messages.body.RegistryParts;
import io.snodo.messages.confidential.EncryptionKey;
import io.snodo.messages.receipt.Frame;
import io.snodo.messages.receipt.Stamp;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.Sealed;
import io.snodo.messages.seal.VerifyKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The kit as a hub: it answers the spoke as a case wants it, and delivers what its invented members say. */
public final class SpokeGround implements AutoCloseable {
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

    /** So that even a small registry has parts. */
    private static final int SMALL = 400;

    private final Membership membership;
    private final SealKey hub;
    private final VerifyKey spokeKey;
    private final Seen seen;
    private final Clock clock;
    private final Ledger ledger;
    private final Writing writing;
    private final Seat seat;
    private volatile Manner manner = Manner.ANSWERS;

    public SpokeGround(Path keys, MemberCode spoke, String prefix, Seat.Maker seats, Seen seen, Clock clock)
            throws Exception {
        this.seen = seen;
        this.clock = clock;
        this.hub = SealKey.read(keys.resolve("hub/seal.key"), VerifyKey.read(keys.resolve("hub/seal.pem")));
        this.spokeKey = VerifyKey.read(keys.resolve(spoke.value()).resolve("seal.pem"));
        this.ledger = new Ledger(hub, clock);
        this.membership = new Membership(spoke, prefix, spokeKey, hub);
        this.writing = new Writing(clock, membership::seal, membership::prefix);
        Path encryption = keys.resolve(spoke.value()).resolve("encrypt.pem");
        if (Files.exists(encryption)) {
            writing.secrets()
                    .know(
                            "A",
                            EncryptionKey.of(Credentials.certificate(encryption).getPublicKey()));
        }
        this.seat = seats.make(new Hearing(seen, ledger, this));
        seat.open();
    }

    public VerifyKey hubKey() {
        return hub.verifyKey();
    }

    public VerifyKey spokeKey() {
        return spokeKey;
    }

    Scene scene() {
        Map<String, MemberCode> all = new HashMap<>(membership.members());
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

    Manner manner() {
        return manner;
    }

    long registryVersion() {
        return membership.version();
    }

    void manner(Manner next) {
        manner = next;
    }

    /** From now on the registry knows D as well; told to a spoke that asks. */
    synchronized void enlarge() {
        membership.enlarge();
    }

    /** The member seals with a new key from now on; what it sealed with before is {@code former-B} to cases. */
    void change(String deed, String who, Step.Telling told) throws Exception {
        change(deed, who);
        switch (told) {
            case NOT -> {}
            case WHOLE -> awaitApplied(tellRegistry());
            case CHANGES -> awaitApplied(tell(membership.changes()));
            case PARTS -> {
                for (Registry part :
                        RegistryParts.of(membership.registry(), SMALL).reversed()) {
                    awaitApplied(tell(part));
                }
            }
        }
    }

    /** Never while the registry is being written: its version says what stands in it. */
    private synchronized void change(String deed, String who) {
        // not finer than what is recorded
        membership.change(deed, who, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    /** Records and delivers; {@code spoiled} may spoil the stamp. */
    void deliver(String who, Letter letter, List<String> spoiled) throws Exception {
        UUID id = letter.sent().id();
        if (id == null) {
            throw new IllegalArgumentException("a hub records nothing without an id");
        }
        JsonNode envelope = letter.sent().envelope();
        Stamp stamp = ledger.record(id, envelope, letter.sent().digest());
        SpoiledStamps spoiling = new SpoiledStamps(ledger, hub);
        for (String word : spoiled) {
            stamp = spoiling.spoil(stamp, word, id, letter);
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

    synchronized UUID tellRegistry() throws Exception {
        return tell(membership.registry());
    }

    private synchronized UUID tell(Body body) throws Exception {
        Message message = Message.of(clock, MemberCode.HUB, List.of(membership.spoke()), body);
        Sealed sealed = Sealed.seal(message, hub);
        Letter letter = new Letter(
                new Scene.Sent(message.id(), message.id().toString(), "hub", sealed.jws(), Reads.payload(sealed.jws())),
                io.snodo.conformance.wire.Wire.Manner.USUAL);
        deliver("hub", letter, List.of());
        return message.id();
    }

    @Override
    public void close() throws Exception {
        seat.close();
    }
}
