package io.snodo.ops.attack.ground;

import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.TicketBody;
import io.snodo.messages.body.TicketOpen;
import io.snodo.messages.hidden.Hiding;
import io.snodo.messages.hidden.Sight;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.Sealed;
import io.snodo.ops.attack.interfaces.Published;
import io.snodo.ops.attack.seen.Answer;
import io.snodo.ops.attack.visitors.Broken;
import io.snodo.ops.attack.visitors.HttpHand;
import io.snodo.ops.demo.DemoMember;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** A member as itself, at the hub's JSON API: what it says, and what it sees. */
public final class Party {
    /** Above what any desk comes to. */
    private static final AtomicLong SERIALS = new AtomicLong(System.currentTimeMillis() / 100 % 7_000_000_000L);

    private final DemoMember member;
    private final String prefix;
    private final SealKey key;
    private final HttpHand api;
    private final Clock clock;

    Party(DemoMember member, String prefix, SealKey key, HttpHand api, Clock clock) {
        this.member = member;
        this.prefix = prefix;
        this.key = key;
        this.api = api;
        this.clock = clock;
    }

    DemoMember member() {
        return member;
    }

    public MemberCode code() {
        return member.code();
    }

    public SealKey key() {
        return key;
    }

    public TicketNumber mint() {
        return TicketNumber.mint(prefix, SERIALS.getAndIncrement());
    }

    /** What it has said, and under which seal. */
    public record Said(UUID id, String jws) {}

    public TicketNumber open(TicketNumber number, TicketOpen what) {
        say(number, 0, what, Map.of());
        return number;
    }

    public Said say(TicketNumber ticket, int epoch, TicketBody body, Map<String, Sight> hidden, MemberCode... to) {
        Message message = Message.of(clock, code(), List.of(to), ticket, epoch, body);
        Sealed sealed = hidden.isEmpty() ? Sealed.seal(message, key) : Hiding.seal(message, hidden, key);
        String text = sealed.disclosures().isPresent()
                ? Sealed.with(sealed.signed(), sealed.disclosures().get())
                : sealed.signed();
        Answer answer = tell(text);
        if (answer.status() != 200) {
            throw new Broken(code() + " cannot say " + message.type() + ": " + answer.status() + " " + answer.text());
        }
        return new Said(message.id(), text);
    }

    public Answer tell(String sealed) {
        return api.send(
                "POST",
                Published.API + "/messages",
                Map.of(),
                io.snodo.messages.Addresses.typeOf(sealed),
                sealed.getBytes(StandardCharsets.US_ASCII));
    }

    public Answer see(String path) {
        return api.send("GET", Published.API + path, Map.of(), "", new byte[0]);
    }

    public Answer bring(String path, byte[] content) {
        return api.send(
                "PATCH",
                Published.API + path,
                Map.of("Upload-Offset", "0", "Upload-Complete", "?1"),
                "application/partial-upload",
                content);
    }
}
