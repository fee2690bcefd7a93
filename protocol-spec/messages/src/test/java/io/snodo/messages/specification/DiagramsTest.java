package io.snodo.messages.specification;

import io.snodo.messages.MemberCode;
import io.snodo.messages.MessageType;
import io.snodo.messages.Samples;
import io.snodo.messages.body.Body;
import io.snodo.messages.body.Status;
import io.snodo.messages.body.StatusSet;
import io.snodo.messages.body.TaskState;
import io.snodo.messages.body.TicketBody;
import io.snodo.messages.body.TicketOpen;
import io.snodo.messages.custody.Custody;
import io.snodo.messages.custody.Move;
import io.snodo.messages.status.StatusMoves;
import io.snodo.messages.task.Step;
import io.snodo.messages.task.Task;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The diagrams of the specification are drawn from the moves that the code allows. */
class DiagramsTest {
    private static final MemberCode OWNER = Samples.VENEZIA;
    private static final MemberCode OTHER = Samples.PARMA;
    private static final UUID OFFER = new UUID(1, 1);
    private static final Instant BEFORE = Samples.NOW.minusSeconds(1);

    @Test
    void ofTheStatusAxis() {
        Map<String, Set<String>> arrows = new TreeMap<>();
        for (Status now : Status.values()) {
            for (TicketBody what : acts()) {
                if (StatusMoves.after(now, Custody.opened(OWNER), what)
                                instanceof StatusMoves.Ruling.Granted(Status next)
                        && next != now) {
                    arrows.computeIfAbsent(now.wire() + " --> " + next.wire(), _ -> new TreeSet<>())
                            .add(name(what));
                }
            }
        }
        String ends = Arrays.stream(Status.values())
                .filter(Status::isFinal)
                .map(s -> "    " + s.wire() + " --> [*]\n")
                .collect(Collectors.joining());
        Specification.isUpToDate(
                "custody-and-status.md",
                "status diagram",
                diagram("    [*] --> " + StatusMoves.opened().wire() + ": ticket.open\n" + lines(arrows) + ends));
    }

    @Test
    void ofTheCustodyAxis() {
        Custody held = Custody.opened(OWNER);
        Custody offered = new Custody.Offered(OWNER, 1, List.of(), OFFER, OTHER, Samples.NOW);
        Custody wandered = new Custody.Held(OWNER, 4, List.of(OWNER, OTHER, OWNER));
        Custody referred = new Custody.Referred(OWNER, 4, wandered.visited(), OFFER, BEFORE);
        Map<String, Set<String>> arrows = new TreeMap<>();
        for (Custody now : List.of(held, offered, wandered, referred)) {
            for (Move move : List.of(
                    new Move.Offer(OFFER, OWNER, 1, OTHER, Samples.NOW, BEFORE),
                    new Move.Accept(OFFER, OTHER, 1, BEFORE),
                    new Move.Reject(OFFER, OTHER, 1, BEFORE),
                    new Move.Withdraw(OFFER, OWNER, now.epoch(), BEFORE),
                    new Move.Refer(OFFER, OWNER, now.epoch(), BEFORE),
                    new Move.Assign(OFFER, OTHER, BEFORE),
                    new Move.Expire(OFFER, Samples.NOW))) {
                if (now.after(move) instanceof Custody.Ruling.Granted(Custody next)) {
                    String label = "handover." + move.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT)
                            + (next.epoch() > now.epoch() ? " (next owner, next epoch)" : "");
                    arrows.computeIfAbsent(name(now) + " --> " + name(next), _ -> new TreeSet<>())
                            .add(label);
                }
            }
        }
        Specification.isUpToDate(
                "custody-and-status.md",
                "custody diagram",
                diagram("    [*] --> held: ticket.open (epoch 1)\n" + lines(arrows)));
    }

    @Test
    void ofTasks() {
        Map<String, Set<String>> arrows = new TreeMap<>();
        for (TaskState state : TaskState.values()) {
            Task task = new Task(OFFER, OTHER, state, Samples.NOW);
            for (Step step : List.of(
                    new Step.Accept(OTHER, BEFORE),
                    new Step.Decline(OTHER, BEFORE),
                    new Step.Done(OTHER, BEFORE),
                    new Step.Withdraw(),
                    new Step.Expire(Samples.NOW))) {
                String to = switch (task.after(step)) {
                    case Task.Ruling.Open(Task next) -> name(next.state());
                    case Task.Ruling.Over _ -> "[*]";
                    case Task.Ruling.Denied _ -> "";
                };
                if (!to.isEmpty()) {
                    arrows.computeIfAbsent(name(state) + " --> " + to, _ -> new TreeSet<>())
                            .add("task." + step.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT));
                }
            }
        }
        Specification.isUpToDate(
                "together.md", "task diagram", diagram("    [*] --> requested: task.request\n" + lines(arrows)));
    }

    private static String name(TaskState state) {
        return state.name().toLowerCase(java.util.Locale.ROOT);
    }

    private static List<TicketBody> acts() {
        Stream<TicketBody> statuses = Arrays.stream(Status.values()).map(s -> new StatusSet(s, null));
        Stream<TicketBody> others = Samples.full().stream()
                .filter(TicketBody.class::isInstance)
                .map(TicketBody.class::cast)
                .filter(b -> !(b instanceof StatusSet) && !(b instanceof TicketOpen));
        return Stream.concat(statuses, others).toList();
    }

    private static String name(Body what) {
        return MessageType.of(what).wire();
    }

    private static String name(Custody custody) {
        return switch (custody) {
            case Custody.Held _ -> "held";
            case Custody.Offered _ -> "offered";
            case Custody.Referred _ -> "referred";
        };
    }

    private static String lines(Map<String, Set<String>> arrows) {
        return arrows.entrySet().stream()
                .map(e -> "    " + e.getKey() + ": " + String.join(", ", e.getValue()) + "\n")
                .collect(Collectors.joining());
    }

    private static String diagram(String lines) {
        return "```mermaid\nstateDiagram-v2\n" + lines + "```\n";
    }
}
