package io.snodo.ops.attack.assaults;

import io.snodo.ops.attack.ground.Identifiers;
import io.snodo.ops.attack.interfaces.Operation;
import io.snodo.ops.attack.interfaces.Slot;
import io.snodo.ops.attack.seen.Answer;
import io.snodo.ops.attack.seen.Judge;
import io.snodo.ops.attack.seen.Masked;
import io.snodo.ops.attack.visitors.Hand;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Every operation of a door with every foreign identifier, by one hand. */
public final class Assault {
    private final Judge judge;
    private final Identifiers identifiers;
    private final Supplier<String> ownersView;
    private final boolean all;

    /** {@code ownersView} is looked at after each operation that is meant to change something. */
    public Assault(Judge judge, Identifiers identifiers, Supplier<String> ownersView, boolean all) {
        this.all = all;
        this.judge = judge;
        this.identifiers = identifiers;
        this.ownersView = ownersView;
    }

    public void on(Collection<Operation> operations, Hand hand) {
        for (Operation operation : operations) {
            if (!Rights.has(hand.role(), operation)) {
                on(operation, hand);
            }
        }
    }

    private void on(Operation operation, Hand hand) {
        String before = operation.changes() ? ownersView.get() : null;
        Map<Map<Slot, String>, Answer> absentAnswers = new HashMap<>();
        List<Probe> probes = Probe.of(operation, identifiers, all && hand.isThorough());
        for (Probe probe : probes) {
            Judge.Attempt attempt = new Judge.Attempt(
                    operation.door(), hand.role(), operation + ": " + probe.words(), hand.seesMetadata());
            judge.tally().attempt(operation, hand.role());
            Answer another = hand.call(operation, probe.another());
            judge.content(attempt, another, probe.sent());
            if (probe.compared()) {
                Answer absent = absentAnswers.computeIfAbsent(probe.absent(), filled -> hand.call(operation, filled));
                judge.existence(attempt, Masked.of(another, probe.sent()), Masked.of(absent, probe.sent()));
            }
            if (another.status() == 0) {
                break; // who is not let in at all learns nothing by asking for more
            }
        }
        if (before != null) {
            judge.effect(
                    new Judge.Attempt(operation.door(), hand.role(), operation.toString(), false),
                    before,
                    ownersView.get());
        }
    }
}
