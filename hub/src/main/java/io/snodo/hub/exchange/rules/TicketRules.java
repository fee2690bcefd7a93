package io.snodo.hub.exchange.rules;

import io.snodo.messages.MemberCode;
import io.snodo.messages.body.AttachmentOffer;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.DiscrepancyAnswer;
import io.snodo.messages.body.DiscrepancyReport;
import io.snodo.messages.body.HandoverAccept;
import io.snodo.messages.body.HandoverAssign;
import io.snodo.messages.body.HandoverExpire;
import io.snodo.messages.body.HandoverOffer;
import io.snodo.messages.body.HandoverRefer;
import io.snodo.messages.body.HandoverReject;
import io.snodo.messages.body.HandoverWithdraw;
import io.snodo.messages.body.InfoAnswer;
import io.snodo.messages.body.InfoRequest;
import io.snodo.messages.body.NoteAdd;
import io.snodo.messages.body.RatingAdd;
import io.snodo.messages.body.ShareGrant;
import io.snodo.messages.body.ShareRevoke;
import io.snodo.messages.body.StatusSet;
import io.snodo.messages.body.TaskAccept;
import io.snodo.messages.body.TaskDecline;
import io.snodo.messages.body.TaskDone;
import io.snodo.messages.body.TaskExpire;
import io.snodo.messages.body.TaskRequest;
import io.snodo.messages.body.TaskWithdraw;
import io.snodo.messages.body.TicketCancel;
import io.snodo.messages.body.TicketClose;
import io.snodo.messages.body.TicketConfirm;
import io.snodo.messages.body.TicketLink;
import io.snodo.messages.body.TicketMerge;
import io.snodo.messages.body.TicketOpen;
import io.snodo.messages.body.TicketReopen;
import io.snodo.messages.body.TicketResolve;
import io.snodo.messages.body.TicketSplit;
import io.snodo.messages.body.TicketUnmerge;
import io.snodo.messages.body.TicketUpdate;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.messages.status.StatusMoves;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The one place where it is decided what an act does to a ticket. */
public final class TicketRules {
    private final Network network;
    private final Opening opening;
    private final CustodyActs custody;
    private final TaskActs tasks;
    private final Shares shares;

    public TicketRules(Network network) {
        this.network = network;
        this.opening = new Opening(network);
        this.custody = new CustodyActs(network);
        this.tasks = new TaskActs(new Newcomers(network));
        this.shares = new Shares(new Newcomers(network));
    }

    /**
     * What {@code act} leads to; {@code ticket} is absent where its sender may not know it, or it does not exist, and so is
     * {@code other}, the second ticket that it may name.
     */
    public Ruling decide(@Nullable Ticket ticket, @Nullable Ticket other, Act act) {
        if (act.message().onBehalfOf() != null && !act.byHub()) {
            return Ruling.no(RefusalCode.HUB_ONLY);
        }
        return switch (act.body()) {
            case TicketOpen open -> opening.open(ticket, act, open);
            case HandoverOffer offer -> known(ticket, act, t -> custody.offer(t, act, offer));
            case HandoverAccept accept -> known(ticket, act, t -> custody.accept(t, act, accept));
            case HandoverReject reject -> known(ticket, act, t -> custody.reject(t, act, reject));
            case HandoverWithdraw withdraw -> known(ticket, act, t -> custody.withdraw(t, act, withdraw));
            case HandoverExpire expire -> known(ticket, act, t -> custody.expire(t, act, expire));
            case HandoverRefer _ -> known(ticket, act, t -> custody.refer(t, act));
            case HandoverAssign assign -> known(ticket, act, t -> custody.assign(t, act, assign));
            case StatusSet _ -> known(ticket, act, t -> StatusActs.set(t, act));
            case InfoRequest request -> known(ticket, act, t -> Questions.ask(t, act, request));
            case InfoAnswer answer -> known(ticket, act, t -> Questions.answer(t, act, answer));
            case TaskRequest request -> known(ticket, act, t -> tasks.request(t, act, request));
            case TaskAccept accept -> known(ticket, act, t -> tasks.accept(t, act, accept));
            case TaskDecline decline -> known(ticket, act, t -> tasks.decline(t, act, decline));
            case TaskDone done -> known(ticket, act, t -> tasks.done(t, act, done));
            case TaskWithdraw withdraw -> known(ticket, act, t -> tasks.withdraw(t, act, withdraw));
            case TaskExpire expire -> known(ticket, act, t -> tasks.expire(t, act, expire));
            case ShareGrant _ -> known(ticket, act, t -> shares.grant(t, act));
            case ShareRevoke _ -> known(ticket, act, t -> shares.revoke(t, act));
            case TicketResolve resolve -> known(ticket, act, t -> StatusActs.resolve(t, act, resolve));
            case TicketConfirm _ -> known(ticket, act, t -> StatusActs.confirm(t, act));
            case TicketReopen _ -> known(ticket, act, t -> StatusActs.reopen(t, act));
            case TicketClose close -> known(ticket, act, t -> StatusActs.close(t, act, close));
            case TicketCancel _ -> known(ticket, act, t -> StatusActs.cancel(t, act));
            case TicketUpdate update -> known(ticket, act, t -> Corrections.correct(t, act, update));
            case TicketLink _ -> known(ticket, act, t -> Pairs.link(t, other, act));
            case TicketSplit _ -> known(ticket, act, t -> Pairs.split(t, other, act));
            case TicketMerge _ -> known(ticket, act, t -> Pairs.merge(t, other, act));
            case TicketUnmerge _ -> known(ticket, act, t -> Pairs.unmerge(t, act));
            case DiscrepancyReport report -> known(ticket, act, t -> Discrepancies.report(t, act, report));
            case DiscrepancyAnswer answer -> known(ticket, act, t -> Discrepancies.answer(t, act, answer));
            case NoteAdd note -> known(ticket, act, t -> Notes.add(t, act, note));
            case AttachmentOffer offer -> known(ticket, act, t -> Notes.attach(t, act, offer, network));
            case RatingAdd _ -> known(ticket, act, t -> StatusActs.rate(t, act));
        };
    }

    /** To one who is no party a ticket does not exist. */
    private static Ruling known(@Nullable Ticket ticket, Act act, Function<Ticket, Ruling> rule) {
        return ticket != null && (act.byHub() || ticket.parties().contains(act.by()))
                ? rule.apply(ticket)
                : Ruling.no(RefusalCode.TICKET_UNKNOWN);
    }

    /**
     * Why {@code act} may not be done as the owner's; empty if it may. The epoch before the owner: to a former owner it
     * says what has happened, "owner only" would not.
     */
    static Optional<Refusal> worked(Ticket ticket, Act act) {
        return StatusMoves.whyEnded(ticket.status()).or(() -> ticket.custody().fence(act.by(), act.epoch()));
    }

    /** The act as an event for everybody who was a party before it or is one after it. */
    static Ruling event(Ticket before, Ticket after, Act act, Audience audience) {
        Set<MemberCode> readers = new LinkedHashSet<>(before.parties());
        readers.addAll(after.parties());
        readers.add(act.by());
        return new Ruling.Happens(after.oneEventLater(act.now()), audience, readers, null);
    }
}
