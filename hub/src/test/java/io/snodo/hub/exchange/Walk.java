package io.snodo.hub.exchange;

import static io.snodo.hub.TestHub.BRESCIA;
import static io.snodo.hub.TestHub.PARMA;
import static io.snodo.hub.TestHub.REGGIO_CALABRIA;
import static io.snodo.hub.TestHub.VENEZIA;

import io.snodo.hub.TestHub;
import io.snodo.hub.tenancy.CurrentTenant;
import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Asked;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.HandoverAccept;
import io.snodo.messages.body.HandoverAssign;
import io.snodo.messages.body.HandoverOffer;
import io.snodo.messages.body.HandoverRefer;
import io.snodo.messages.body.HandoverReject;
import io.snodo.messages.body.HandoverWithdraw;
import io.snodo.messages.body.InfoAnswer;
import io.snodo.messages.body.InfoRequest;
import io.snodo.messages.body.NoteAdd;
import io.snodo.messages.body.Outcome;
import io.snodo.messages.body.ShareGrant;
import io.snodo.messages.body.ShareRevoke;
import io.snodo.messages.body.Status;
import io.snodo.messages.body.StatusSet;
import io.snodo.messages.body.TaskAccept;
import io.snodo.messages.body.TaskDecline;
import io.snodo.messages.body.TaskDone;
import io.snodo.messages.body.TaskRequest;
import io.snodo.messages.body.TaskWithdraw;
import io.snodo.messages.body.TicketBody;
import io.snodo.messages.body.TicketCancel;
import io.snodo.messages.body.TicketConfirm;
import io.snodo.messages.body.TicketMerge;
import io.snodo.messages.body.TicketReopen;
import io.snodo.messages.body.TicketResolve;
import io.snodo.messages.body.TicketUnmerge;
import io.snodo.messages.body.TicketUpdate;
import io.snodo.messages.body.TrackingCode;
import io.snodo.messages.receipt.Record;
import io.snodo.messages.seal.SealKey;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes steps with three tickets of a real hub, and looks after each whether what Staffetta promises still holds. */
final class Walk {
    private static final AtomicInteger SERIAL = new AtomicInteger(700_000);
    private static final TrackingCode CODE = TrackingCode.random();
    private static final List<MemberCode> MEMBERS = List.of(VENEZIA, PARMA, BRESCIA, REGGIO_CALABRIA);

    private final TestHub hub;
    private final Exchange exchange;
    private final Map<MemberCode, Pen> pens = new HashMap<>();
    private final List<TicketNumber> numbers = new ArrayList<>();
    private final Map<TicketNumber, Record> last = new HashMap<>();
    private final Map<TicketNumber, UUID> referrals = new HashMap<>();
    private final Map<String, MemberCode> ownerIn = new HashMap<>();
    private final List<Sent> held = new ArrayList<>();
    private final List<Said> said = new ArrayList<>();
    private int happened;
    private boolean resolved;

    /** A message on its way. */
    private record Sent(Pen by, Message message, Pen.Written written) {}

    /** A message and what it was answered with. */
    private record Said(Sent sent, Decision decision) {}

    Walk(TestHub hub) {
        this.hub = hub;
        this.exchange = hub.bean(Exchange.class);
        MEMBERS.forEach(member -> pens.put(member, Pen.of(hub, member)));
        for (MemberCode originator : List.of(VENEZIA, VENEZIA, PARMA)) {
            Pen pen = pens.get(originator);
            TicketNumber number = pen.number(SERIAL.getAndIncrement());
            numbers.add(number);
            Pen.Written open = pen.open(number, CODE);
            arrives(new Sent(pen, null, open));
        }
    }

    /** How many steps were accepted. */
    int happened() {
        return happened;
    }

    /** Whether any ticket has been resolved on the way. */
    boolean resolved() {
        return resolved;
    }

    void take(List<Step> steps) {
        for (Step step : steps) {
            take(step);
            numbers.forEach(this::holds);
        }
    }

    /** The hub's clock comes round to everything that has a deadline in the past. */
    boolean isQuiet() {
        Instant now = Instant.now();
        return numbers.stream()
                .map(this::seen)
                .allMatch(ticket -> (ticket.offerDeadline() == null
                                || ticket.offerDeadline().isAfter(now))
                        && ticket.matters().tasks().stream()
                                .allMatch(task -> task.deadline().isAfter(now)));
    }

    private void take(Step step) {
        switch (step.kind()) {
            case AGAIN -> again(step);
            case ARRIVE -> {
                held.reversed().forEach(this::arrives);
                held.clear();
            }
            default -> {
                Sent sent = words(step);
                if (sent != null && step.late()) {
                    held.add(sent);
                } else if (sent != null) {
                    arrives(sent);
                }
            }
        }
    }

    private void again(Step step) {
        if (!said.isEmpty()) {
            Said before = said.get(step.whom() % said.size());
            Decision decision = decide(before.sent());
            require(
                    decision instanceof Decision.Accepted
                            ? decision.equals(before.decision())
                            : before.decision() instanceof Decision.Refused,
                    "the same message was answered otherwise");
        }
    }

    private Sent words(Step step) {
        TicketView ticket = seen(numbers.get(step.ticket() % numbers.size()));
        TicketNumber other = numbers.get((step.ticket() + 1 + step.whom() % 2) % numbers.size());
        MemberCode to = MEMBERS.get(step.whom() % MEMBERS.size());
        MemberCode owner = ticket.owner();
        Instant soon = Instant.now().plusMillis(40);
        Instant later = Instant.now().plusSeconds(600);
        UUID offer = ticket.offer() == null ? referrals.get(ticket.number()) : ticket.offer();
        UUID task = ticket.matters().tasks().isEmpty()
                ? new UUID(0x7000, 1)
                : ticket.matters().tasks().getFirst().id();
        MemberCode contributor = ticket.matters().tasks().isEmpty()
                ? to
                : ticket.matters().tasks().getFirst().contributor();
        UUID question = ticket.matters().question() == null
                ? new UUID(0x7000, 2)
                : ticket.matters().question().id();
        UUID open = offer == null ? new UUID(0x7000, 3) : offer;
        MemberCode offeredTo = ticket.offeredTo() == null ? to : ticket.offeredTo();
        return switch (step.kind()) {
            case OFFER -> word(step, ticket, owner, new HandoverOffer("a", later, null), to);
            case HASTY_OFFER -> word(step, ticket, owner, new HandoverOffer("a", soon, null), to);
            case ACCEPT -> word(step, ticket, offeredTo, new HandoverAccept(open));
            case REJECT -> word(step, ticket, offeredTo, new HandoverReject(open, "a", null));
            case WITHDRAW -> word(step, ticket, owner, new HandoverWithdraw(open, null));
            case REFER -> word(step, ticket, owner, new HandoverRefer("a"));
            case ASSIGN -> byHub(ticket, new HandoverAssign(open, "a"), to);
            case WORK -> word(step, ticket, owner, new StatusSet(Status.IN_PROGRESS, null));
            case WAIT -> word(step, ticket, owner, new StatusSet(Status.PENDING, null));
            case RESOLVE -> word(step, ticket, owner, new TicketResolve(Outcome.SOLVED, null));
            case CONFIRM ->
                step.whom() % 4 == 0 ? word(step, ticket, ticket.originator(), new TicketConfirm(null)) : null;
            case REOPEN -> word(step, ticket, ticket.originator(), new TicketReopen("a"));
            case CANCEL -> step.whom() % 4 == 0 ? word(step, ticket, owner, new TicketCancel("a")) : null;
            case ASK -> word(step, ticket, owner, new InfoRequest(Asked.CITIZEN, "a"));
            case ANSWER -> word(step, ticket, ticket.originator(), new InfoAnswer(question, "a"));
            case CORRECT ->
                word(
                        step,
                        ticket,
                        owner,
                        new TicketUpdate(
                                ticket.sequence(),
                                new TicketUpdate.Patch("s" + step.whom() % 3, null, null, null),
                                null));
            case NOTE -> word(step, ticket, to, new NoteAdd("a", Audience.PARTIES, null));
            case TASK -> word(step, ticket, owner, new TaskRequest("a", later), to);
            case HASTY_TASK -> word(step, ticket, owner, new TaskRequest("a", soon), to);
            case TASK_ACCEPT -> word(step, ticket, contributor, new TaskAccept(task));
            case TASK_DECLINE -> word(step, ticket, contributor, new TaskDecline(task, "a"));
            case TASK_DONE -> word(step, ticket, contributor, new TaskDone(task, "a"));
            case TASK_WITHDRAW -> word(step, ticket, owner, new TaskWithdraw(task, null));
            case SHARE -> word(step, ticket, owner, new ShareGrant("a"), to);
            case UNSHARE -> word(step, ticket, owner, new ShareRevoke(null), to);
            case MERGE -> word(step, ticket, owner, new TicketMerge(other, null));
            case UNMERGE -> word(step, ticket, owner, new TicketUnmerge("a"));
            case AGAIN, ARRIVE -> null;
        };
    }

    private Sent word(Step step, TicketView ticket, MemberCode rightly, TicketBody body, MemberCode... to) {
        MemberCode by = step.byWhoever() ? MEMBERS.get(step.whom() % MEMBERS.size()) : rightly;
        int epoch = step.stale() ? Math.max(1, ticket.epoch() - 1) : ticket.epoch();
        Message message = Message.of(Clock.systemUTC(), by, List.of(to), ticket.number(), epoch, body);
        return new Sent(pens.get(by), message, pens.get(by).write(message));
    }

    private Sent byHub(TicketView ticket, TicketBody body, MemberCode to) {
        Message message = Message.of(Clock.systemUTC(), MemberCode.HUB, List.of(to), ticket.number(), 0, body);
        return new Sent(null, message, new Pen.Written(message.id(), ""));
    }

    private void arrives(Sent sent) {
        Record before = sent.message() == null ? null : last.get(sent.message().requireTicket());
        Decision decision = decide(sent);
        if (sent.by() != null) {
            said.add(new Said(sent, decision));
        }
        if (decision instanceof Decision.Accepted accepted) {
            happened++;
            recorded(accepted, sent, before);
        }
    }

    private Decision decide(Sent sent) {
        CompletableFuture<Decision> decision = sent.by() == null
                ? exchange.say(sent.message())
                : exchange.submit(new Incoming(sent.written().jws(), sent.by().member(), "test"));
        return decision.orTimeout(60, TimeUnit.SECONDS).join();
    }

    private void recorded(Decision.Accepted accepted, Sent sent, Record before) {
        Record record =
                accepted.stamp().verify(hub.bean(SealKey.class).verifyKey()).orElseThrow();
        MemberCode owner = ownerIn.putIfAbsent(record.ticket() + " " + record.epoch(), record.owner());
        require(owner == null || owner.equals(record.owner()), "two owners in one epoch");
        last.put(record.ticket(), record);
        resolved |= record.status() == Status.RESOLVED;
        if (before == null) {
            return;
        }
        require(record.epoch() - before.epoch() <= 1 && record.epoch() >= before.epoch(), "an epoch was left out");
        if (record.epoch() == before.epoch()) {
            require(record.owner().equals(before.owner()), "custody passed without an epoch");
        }
        TicketBody body = (TicketBody) sent.message().content();
        boolean fenced = body instanceof HandoverOffer
                || body instanceof HandoverAccept
                || body instanceof StatusSet
                || body instanceof TicketResolve
                || body instanceof TaskRequest
                || body instanceof ShareGrant
                || body instanceof TicketMerge;
        require(!fenced || sent.message().epoch() == before.epoch(), "an act of another epoch took effect");
        if (body instanceof HandoverRefer) {
            referrals.put(record.ticket(), record.message());
        }
    }

    /** What must hold of every ticket at any time. */
    private void holds(TicketNumber number) {
        TicketView ticket = seen(number);
        require(MEMBERS.contains(ticket.owner()), "a ticket without an owner");
        require(
                CurrentTenant.during(
                                ticket.owner(), () -> hub.bean(Tickets.class).find(number))
                        .isPresent(),
                "an owner that cannot see its ticket");
        if (ticket.status().isFinal() || ticket.status() == Status.RESOLVED) {
            require(
                    ticket.offeredTo() == null
                            && ticket.matters().tasks().isEmpty()
                            && ticket.matters().referredAt() == null
                            && ticket.matters().question() == null,
                    "something is left open on a ticket that has ended");
        }
        TicketView citizens =
                hub.bean(Tickets.class).track(number, CODE.digest(number)).orElseThrow();
        TicketView survivor = ticket;
        while (survivor.matters().mergedInto() != null) {
            survivor = seen(survivor.matters().mergedInto());
        }
        MemberCode shown = citizens.matters().onward().isEmpty()
                ? citizens.owner()
                : citizens.matters().onward().getFirst().owner();
        require(shown.equals(survivor.owner()), "a citizen's number leads to somebody else");
        require(
                (ticket.status() == Status.MERGED)
                        == !citizens.matters().onward().isEmpty(),
                "a merged ticket leads nowhere");
    }

    private TicketView seen(TicketNumber number) {
        MemberCode originator = number.prefix().equals("L736") ? VENEZIA : PARMA;
        return CurrentTenant.during(originator, () -> hub.bean(Tickets.class).find(number))
                .orElseThrow();
    }

    private static void require(boolean promise, String otherwise) {
        if (!promise) {
            throw new AssertionError(otherwise);
        }
    }
}
