package io.snodo.conformance.hub;

import io.snodo.conformance.seen.Scene;
import io.snodo.messages.MemberCode;
import io.snodo.messages.body.HandoverAccept;
import io.snodo.messages.body.HandoverOffer;
import io.snodo.messages.body.HandoverReject;
import io.snodo.messages.body.HandoverWithdraw;
import io.snodo.messages.body.NoteAdd;
import io.snodo.messages.body.Outcome;
import io.snodo.messages.body.Status;
import io.snodo.messages.body.StatusSet;
import io.snodo.messages.body.TicketBody;
import io.snodo.messages.body.TicketCancel;
import io.snodo.messages.body.TicketConfirm;
import io.snodo.messages.body.TicketReopen;
import io.snodo.messages.body.TicketResolve;
import io.snodo.messages.custody.Custody;
import io.snodo.messages.custody.Move;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.messages.status.StatusMoves;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One ticket as the rules of the messages have it; the walk's reference. */
final class Model {
    private static final UUID NONE = new UUID(0, 0);

    private final String name;
    private final MemberCode originator;
    private final Set<MemberCode> offeredOnce = new HashSet<>();
    private Custody custody;
    private Status status = StatusMoves.opened();

    /** What somebody does. {@code offer} is the one that is open, if one is. */
    record Act(
            String type,
            MemberCode by,
            MemberCode to,
            int epoch,
            String wanted,
            @Nullable UUID id,
            @Nullable UUID offer) {}

    Model(String name, MemberCode originator) {
        this.name = name;
        this.originator = originator;
        this.custody = Custody.opened(originator);
    }

    String name() {
        return name;
    }

    int epoch() {
        return custody.epoch();
    }

    String owner() {
        return custody.owner().value();
    }

    String status() {
        return status.name().toLowerCase(Locale.ROOT);
    }

    @Nullable
    UUID offer() {
        return custody instanceof Custody.Offered offered ? offered.offer() : null;
    }

    /** Who may well have something to say: so that not everything is refused. */
    String likely(Scene scene, Random random) {
        MemberCode code = custody instanceof Custody.Offered offered && random.nextBoolean()
                ? offered.to()
                : random.nextInt(4) == 0 ? originator : custody.owner();
        return scene.members().entrySet().stream()
                .filter(member -> member.getValue().equals(code))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    /** The code it must be refused with; empty where it happens, and then the ticket has changed. */
    String decide(Act act, Instant now) {
        Optional<RefusalCode> no = Optional.empty();
        if (!isParty(act.by())) {
            boolean late = offeredOnce.contains(act.by())
                    && (act.type().equals("handover.accept") || act.type().equals("handover.reject"));
            no = Optional.of(late ? RefusalCode.OFFER_UNKNOWN : RefusalCode.TICKET_UNKNOWN);
        }
        no = no.or(() -> notOriginator(act))
                .or(() -> StatusMoves.whyEnded(status).map(io.snodo.messages.refusal.Refusal::code));
        return no.or(() -> decided(act, now)).map(RefusalCode::wire).orElse("");
    }

    private boolean isParty(MemberCode who) {
        return who.equals(custody.owner())
                || who.equals(originator)
                || custody.visited().contains(who)
                || custody instanceof Custody.Offered offered && offered.to().equals(who);
    }

    private Optional<RefusalCode> notOriginator(Act act) {
        return List.of("ticket.confirm", "ticket.reopen", "ticket.cancel").contains(act.type())
                        && !act.by().equals(originator)
                ? Optional.of(RefusalCode.ORIGINATOR_ONLY)
                : Optional.empty();
    }

    private Optional<RefusalCode> decided(Act act, Instant now) {
        UUID offer = act.offer() == null ? NONE : act.offer();
        UUID id = act.id() == null ? NONE : act.id();
        return switch (act.type()) {
            case "handover.offer" -> {
                Instant deadline = now.plus(Duration.ofHours(1));
                yield moved(
                        new Move.Offer(id, act.by(), act.epoch(), act.to(), deadline, now),
                        new HandoverOffer("", deadline, null));
            }
            case "handover.accept" ->
                moved(new Move.Accept(offer, act.by(), act.epoch(), now), new HandoverAccept(offer));
            case "handover.reject" ->
                moved(new Move.Reject(offer, act.by(), act.epoch(), now), new HandoverReject(offer, "", null));
            case "handover.withdraw" ->
                moved(new Move.Withdraw(offer, act.by(), act.epoch(), now), new HandoverWithdraw(offer, null));
            case "status.set" ->
                worked(act, new StatusSet(Status.valueOf(act.wanted().toUpperCase(Locale.ROOT)), null));
            case "ticket.resolve" -> worked(act, new TicketResolve(Outcome.SOLVED, null));
            case "ticket.cancel" -> worked(act, new TicketCancel(""));
            case "ticket.confirm" -> stands(new TicketConfirm(null));
            case "ticket.reopen" -> stands(new TicketReopen(""));
            default -> stands(new NoteAdd("", null, null));
        };
    }

    private Optional<RefusalCode> worked(Act act, TicketBody body) {
        return custody.fence(act.by(), act.epoch())
                .map(io.snodo.messages.refusal.Refusal::code)
                .or(() -> stands(body));
    }

    private Optional<RefusalCode> stands(TicketBody body) {
        return switch (StatusMoves.after(status, custody, body)) {
            case StatusMoves.Ruling.Denied(var refusal) -> Optional.of(refusal.code());
            case StatusMoves.Ruling.Granted(Status next) -> {
                status = next;
                yield Optional.empty();
            }
        };
    }

    private Optional<RefusalCode> moved(Move move, TicketBody body) {
        return switch (custody.after(move)) {
            case Custody.Ruling.Denied(var refusal) -> Optional.of(refusal.code());
            case Custody.Ruling.Granted(Custody next) -> {
                Optional<RefusalCode> no = stands(body);
                if (no.isEmpty()) {
                    custody = next;
                    if (next instanceof Custody.Offered offered) {
                        offeredOnce.add(offered.to());
                    }
                }
                yield no;
            }
        };
    }
}
