package io.snodo.hub.exchange;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * One thing that somebody tries in a {@link Walk}. Its numbers are taken modulo what there is, so that every selection of
 * steps is a walk again.
 */
record Step(Kind kind, int ticket, int who, int whom) {
    enum Kind {
        OFFER,
        HASTY_OFFER,
        ACCEPT,
        REJECT,
        WITHDRAW,
        REFER,
        ASSIGN,
        WORK,
        WAIT,
        RESOLVE,
        CONFIRM,
        REOPEN,
        CANCEL,
        ASK,
        ANSWER,
        CORRECT,
        NOTE,
        TASK,
        HASTY_TASK,
        TASK_ACCEPT,
        TASK_DECLINE,
        TASK_DONE,
        TASK_WITHDRAW,
        SHARE,
        UNSHARE,
        MERGE,
        UNMERGE,
        /** What was said before is said again. */
        AGAIN,
        /** What was held back arrives, the last first. */
        ARRIVE
    }

    private static final Kind[] OFTEN = {
        Kind.OFFER, Kind.OFFER, Kind.ACCEPT, Kind.ACCEPT, Kind.ACCEPT, Kind.REFER, Kind.ASSIGN, Kind.AGAIN, Kind.ARRIVE
    };

    static List<Step> random(long seed, int length) {
        Random random = new Random(seed);
        return IntStream.range(0, length)
                .mapToObj(_ -> new Step(kind(random), random.nextInt(60), random.nextInt(60), random.nextInt(60)))
                .toList();
    }

    private static Kind kind(Random random) {
        Kind[] from = random.nextInt(3) == 0 ? OFTEN : Kind.values();
        return from[random.nextInt(from.length)];
    }

    /** One in five is tried by whoever, the others by whom it is for. */
    boolean byWhoever() {
        return who % 5 == 0;
    }

    /** One in six names the epoch before. */
    boolean stale() {
        return whom % 6 == 0;
    }

    /** One in seven is held back. */
    boolean late() {
        return who % 7 == 0;
    }
}
