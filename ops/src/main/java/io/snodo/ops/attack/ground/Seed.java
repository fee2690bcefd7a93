package io.snodo.ops.attack.ground;

import io.snodo.messages.MessageIds;
import io.snodo.messages.Sha256;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Asked;
import io.snodo.messages.body.AttachmentOffer;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.HandoverAccept;
import io.snodo.messages.body.HandoverOffer;
import io.snodo.messages.body.InfoRequest;
import io.snodo.messages.body.NoteAdd;
import io.snodo.messages.body.TicketOpen;
import io.snodo.messages.body.TrackingCode;
import io.snodo.messages.hidden.Sight;
import io.snodo.ops.attack.seen.Answer;
import io.snodo.ops.attack.seen.Canaries;
import io.snodo.ops.attack.visitors.Broken;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What two members have between them, made by the public interface: a canary in every field that holds words. */
public final class Seed {
    private static final Duration INSPECTED = Duration.ofSeconds(30);

    private final Party one;
    private final Party other;
    private final Party stranger;
    private final Canaries canaries;
    private final Identifiers identifiers;
    private final List<String> genuine = new ArrayList<>();
    private final List<TicketNumber> tickets = new ArrayList<>();

    public Seed(Party one, Party other, Party stranger, Canaries canaries, Identifiers identifiers) {
        this.one = one;
        this.other = other;
        this.stranger = stranger;
        this.canaries = canaries;
        this.identifiers = identifiers;
    }

    /** Messages of theirs as they were sealed, which a stranger may have got hold of. */
    public List<String> genuine() {
        return genuine;
    }

    /** Whose state must stay as it is; the first is the one with everything on it. */
    public List<TicketNumber> tickets() {
        return tickets;
    }

    public void sow() {
        TicketNumber shared = ticket("shared");
        said("a note", one.say(shared, 1, note("note-parties", Audience.PARTIES), Map.of()));
        said("a note", one.say(shared, 1, note("note-owner", Audience.OWNER), Map.of()));
        said(
                "a note with a hidden field",
                one.say(
                        shared,
                        1,
                        new NoteAdd(canaries.in("note"), Audience.PARTIES, null, canaries.in("details"), null),
                        Map.of("details", new Sight(Audience.OWNER, List.of()))));
        attachment(shared);
        Party.Said offer = one.say(shared, 1, offer("offer-reason", Duration.ofDays(1)), Map.of(), other.code());
        said("an offer of a ticket", offer);
        other.say(shared, 1, new HandoverAccept(offer.id()), Map.of());
        said("a note of the new owner", other.say(shared, 2, note("note-new-owner", Audience.PARTIES), Map.of()));
        said("a question", other.say(shared, 2, new InfoRequest(Asked.ORIGINATOR, canaries.in("question")), Map.of()));

        TicketNumber alone = ticket("alone");
        said("a note", one.say(alone, 1, note("note-alone", Audience.OWNER), Map.of()));
        TicketNumber offered = ticket("offered");
        said("an open offer", one.say(offered, 1, offer("open-offer", Duration.ofDays(2)), Map.of(), other.code()));
        expiring();
        own();
    }

    private TicketNumber ticket(String name) {
        TicketNumber number = open(name);
        tickets.add(number);
        identifiers.foreign(Kind.TICKET, number.value());
        return number;
    }

    private TicketNumber open(String name) {
        TicketNumber number = one.mint();
        TrackingCode code = TrackingCode.random();
        one.open(
                number,
                new TicketOpen(
                        canaries.in("subject-" + name),
                        canaries.in("description-" + name),
                        "illuminazione",
                        "027042",
                        "web",
                        null,
                        code.digest(number),
                        canaries.in("place-" + name),
                        null));
        canaries.keep("number of a ticket", number.value());
        canaries.keep("digest of a tracking code", code.digest(number));
        if (name.equals("expiring")) {
            identifiers.foreign(Kind.CODE, code.value()); // opens that one, and none of those that are tried with it
        }
        return number;
    }

    private NoteAdd note(String field, Audience audience) {
        return new NoteAdd(canaries.in(field), audience, null);
    }

    private HandoverOffer offer(String field, Duration open) {
        return new HandoverOffer(canaries.in(field), Instant.now().plus(open), null);
    }

    private void said(String what, Party.Said said) {
        genuine.add(said.jws());
        canaries.keep("id of " + what, said.id().toString());
        identifiers.foreign(Kind.MESSAGE, said.id().toString());
    }

    private void attachment(TicketNumber ticket) {
        byte[] content = (canaries.in("content") + "\n").repeat(20).getBytes(StandardCharsets.UTF_8);
        String digest = Sha256.base64Url(content);
        Party.Said offer = one.say(
                ticket,
                1,
                new AttachmentOffer(
                        canaries.mark() + "-name.txt",
                        "text/plain",
                        content.length,
                        digest,
                        canaries.in("attachment-description"),
                        Audience.PARTIES,
                        null),
                Map.of());
        genuine.add(offer.jws());
        canaries.keep("id of a file's offer", offer.id().toString());
        identifiers.foremost(Kind.MESSAGE, offer.id().toString());
        identifiers.foreign(Kind.DIGEST, digest);
        canaries.keep("digest of a file", digest);
        String path = "/tickets/" + ticket + "/attachments/" + offer.id();
        Answer brought = one.bring(path + "/upload", content);
        if (brought.status() != 200) {
            throw new Broken("a file cannot be brought: " + brought.whole());
        }
        Instant end = Instant.now().plus(INSPECTED);
        while (one.see(path + "/content").status() != 200) {
            if (Instant.now().isAfter(end)) {
                throw new Broken("a file is not free after " + INSPECTED);
            }
            pause(Duration.ofMillis(200));
        }
        identifiers.foreign(Kind.ETAG, one.see(path + "/content").header("etag"));
        identifiers.foreign(Kind.ETAG, one.see("/tickets/" + ticket).header("etag"));
        identifiers.foreign(Kind.ETAG, Kind.ANY_VERSION);
    }

    /** Ends by the clock while the attack goes on, so that the hub's own jobs have something of theirs in hand. */
    private void expiring() {
        TicketNumber number = open("expiring");
        genuine.add(one.say(number, 1, offer("expiring-offer", Duration.ofSeconds(12)), Map.of(), other.code())
                .jws());
    }

    private void own() {
        TicketNumber number = stranger.mint();
        TrackingCode code = TrackingCode.random();
        stranger.open(
                number,
                new TicketOpen(
                        "Lampione spento", "Di chi attacca.", "illuminazione", null, "web", null, code.digest(number)));
        identifiers.own(Kind.TICKET, number.value());
        identifiers.own(Kind.CODE, code.value());
        identifiers.own(Kind.MEMBER, stranger.code().value());
        identifiers.foreign(Kind.MEMBER, one.code().value());
        identifiers.known(one.code().value()); // the registry says it to everybody
        identifiers.foreign(
                Kind.SESSION, MessageIds.next(java.time.Clock.systemUTC()).toString());
    }

    public static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Broken("interrupted", e);
        }
    }
}
