package io.snodo.hub.exchange.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.AttachmentOffer;
import io.snodo.messages.body.HandoverAccept;
import io.snodo.messages.body.HandoverOffer;
import io.snodo.messages.body.Outcome;
import io.snodo.messages.body.TicketBody;
import io.snodo.messages.body.TicketOpen;
import io.snodo.messages.body.TicketResolve;
import io.snodo.messages.custody.Custody;
import io.snodo.messages.refusal.Lack;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A ticket in a test: who does what to it, one act after the other. Brescia takes nothing from Venezia. */
final class Story {
    static final MemberCode VENEZIA = new MemberCode("c_l736");
    static final MemberCode PARMA = new MemberCode("c_g337");
    static final MemberCode BRESCIA = new MemberCode("c_b157");
    static final MemberCode REGGIO = new MemberCode("c_h224");
    static final TicketNumber NUMBER = TicketNumber.mint("L736", 42);
    static final TicketNumber OTHER = TicketNumber.mint("L736", 43);
    static final Instant START = Instant.parse("2026-11-23T09:00:00Z");
    static final Instant DUE = START.plus(Duration.ofDays(30));

    private static final Map<MemberCode, String> PREFIXES =
            Map.of(VENEZIA, "L736", PARMA, "G337", BRESCIA, "B157", REGGIO, "H224");

    private final TicketRules rules = new TicketRules(new DemoNetwork());
    private @Nullable Ticket ticket;
    private @Nullable Ticket other;
    private Instant now = START;

    private record DemoNetwork() implements Network {
        @Override
        public boolean isMember(MemberCode code) {
            return PREFIXES.containsKey(code);
        }

        @Override
        public boolean isSuspended(MemberCode code) {
            return false;
        }

        @Override
        public Optional<Refusal> whyNotHandOver(MemberCode from, MemberCode to, String category, Instant now) {
            return from.equals(VENEZIA) && to.equals(BRESCIA)
                    ? Optional.of(Refusal.lacking(Lack.of(Lack.Kind.HANDOVER, to.value(), from.value(), category)))
                    : Optional.empty();
        }

        @Override
        public Optional<String> prefix(MemberCode member) {
            return Optional.ofNullable(PREFIXES.get(member));
        }

        @Override
        public Optional<Refusal> whyNotAttach(
                MemberCode member, Collection<MemberCode> parties, AttachmentOffer offer, Instant now) {
            return offer.size() > 1000 ? Optional.of(Refusal.of(RefusalCode.ATTACHMENT_TOO_LARGE)) : Optional.empty();
        }
    }

    static Story opened() {
        Story story = new Story();
        story.happens(VENEZIA, 0, open());
        return story;
    }

    /** Venezia's ticket in Parma's hands, epoch 2. */
    static Story held() {
        Story story = opened();
        UUID offer = story.offered(VENEZIA, 1, PARMA);
        story.happens(PARMA, 1, new HandoverAccept(offer));
        return story;
    }

    static Story resolved() {
        Story story = held();
        story.happens(PARMA, 2, new TicketResolve(Outcome.SOLVED, "done"));
        return story;
    }

    /** The same under another number. */
    static Ticket another(Story story) {
        Ticket ticket = story.ticket();
        return new Ticket(
                OTHER,
                ticket.originator(),
                ticket.custody(),
                ticket.progress(),
                ticket.facts(),
                ticket.matters(),
                ticket.trackingDigest(),
                ticket.sequence(),
                ticket.openedAt(),
                ticket.updatedAt());
    }

    static TicketOpen open() {
        return new TicketOpen("a pothole", null, "strade", "027042", "phone", DUE, null);
    }

    HandoverOffer offer() {
        return new HandoverOffer("yours", now.plus(Duration.ofHours(1)), null);
    }

    Story after(Duration duration) {
        now = now.plus(duration);
        return this;
    }

    /** Whoever acts next names {@code another} ticket, and can see it. */
    Story beside(Ticket another) {
        other = another;
        return this;
    }

    Instant now() {
        return now;
    }

    Ticket ticket() {
        return java.util.Objects.requireNonNull(ticket);
    }

    UUID offered(MemberCode by, int epoch, MemberCode to) {
        happens(message(by, List.of(to), epoch, offer()), offer());
        return ((Custody.Offered) ticket().custody()).offer();
    }

    Message message(MemberCode by, List<MemberCode> to, int epoch, TicketBody body) {
        return Message.of(Clock.fixed(now, ZoneOffset.UTC), by, to, NUMBER, epoch, body);
    }

    Ruling.Happens happens(MemberCode by, int epoch, TicketBody body) {
        return happens(message(by, List.of(), epoch, body), body);
    }

    Ruling.Happens happens(Message message, TicketBody body) {
        Ruling ruling = rules.decide(ticket, other, new Act(message, body, now));
        assertThat(ruling).isInstanceOf(Ruling.Happens.class);
        Ruling.Happens happens = (Ruling.Happens) ruling;
        ticket = happens.ticket();
        return happens;
    }

    Ruling refuses(MemberCode by, int epoch, TicketBody body, RefusalCode code) {
        return refuses(message(by, List.of(), epoch, body), body, code);
    }

    Ruling refuses(Message message, TicketBody body, RefusalCode code) {
        Ruling ruling = rules.decide(ticket, other, new Act(message, body, now));
        assertThat(ruling)
                .isInstanceOfSatisfying(
                        Ruling.Refused.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo(code));
        return ruling;
    }
}
