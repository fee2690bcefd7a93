package io.snodo.ops.attack.assaults;

import io.snodo.ops.attack.interfaces.Door;
import io.snodo.ops.attack.seen.Answer;
import io.snodo.ops.attack.seen.Judge;
import io.snodo.ops.attack.seen.Role;
import io.snodo.ops.attack.seen.Timings;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** Whether "not yours" takes another time than "not there". */
public final class TimingAssault {
    private static final int WARMING = 10;

    private final Judge judge;
    private final int pairs;

    TimingAssault(Judge judge, int pairs) {
        this.judge = judge;
        this.pairs = pairs;
    }

    public void on(Door door, Role role, String words, Supplier<Answer> another, Supplier<Answer> absent) {
        Timings timings = new Timings();
        for (int i = 0; i < WARMING; i++) {
            warm(another);
            warm(absent);
        }
        for (int i = 0; i < pairs; i++) {
            judge.tally().attempt(door, role);
            // by chance, so that neither is always the one that finds everything warm
            boolean first = ThreadLocalRandom.current().nextBoolean();
            long one = (first ? another : absent).get().nanos();
            long other = (first ? absent : another).get().nanos();
            timings.add(first ? one : other, first ? other : one);
        }
        judge.timing(new Judge.Attempt(door, role, words, false), timings.verdict());
    }

    @SuppressWarnings("UnusedVariable") // only asked for
    private static void warm(Supplier<Answer> asked) {
        Answer answer = asked.get();
    }
}
