package io.snodo.hub.exchange;

import io.snodo.messages.MemberCode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What waits, taken one of each member by turns: who has brought much waits behind his own, and not the others behind him.
 * What is one member's is taken in the order in which it came. Not for several threads.
 */
final class Turns<T> {
    private final Map<MemberCode, Deque<T>> waiting = new HashMap<>();
    /** Whose turn is next; each that has something waiting, once. */
    private final Deque<MemberCode> next = new ArrayDeque<>();

    void add(MemberCode member, T one) {
        waiting.computeIfAbsent(member, _ -> {
                    next.addLast(member);
                    return new ArrayDeque<>();
                })
                .addLast(one);
    }

    int of(MemberCode member) {
        Deque<T> own = waiting.get(member);
        return own == null ? 0 : own.size();
    }

    boolean isEmpty() {
        return next.isEmpty();
    }

    /** The first of the member whose turn it is; null if nothing waits. */
    @Nullable
    T poll() {
        List<T> one = take(1, _ -> true);
        return one.isEmpty() ? null : one.getFirst();
    }

    /** By turns, at most {@code most}; a member whose first is not ready is passed over with all that is behind it. */
    List<T> take(int most, Predicate<T> isReady) {
        List<T> taken = new ArrayList<>();
        int passedOver = 0;
        while (taken.size() < most && passedOver < next.size()) {
            MemberCode member = next.removeFirst();
            Deque<T> own = waiting.get(member);
            if (own == null) {
                throw new IllegalStateException("a turn of " + member + ", who has nothing waiting");
            }
            if (isReady.test(own.getFirst())) {
                taken.add(own.removeFirst());
                passedOver = 0;
            } else {
                passedOver++;
            }
            if (own.isEmpty()) {
                waiting.remove(member);
            } else {
                next.addLast(member);
            }
        }
        return taken;
    }
}
