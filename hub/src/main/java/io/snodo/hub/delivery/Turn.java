package io.snodo.hub.delivery;

import io.snodo.hub.exchange.Outgoing;
import io.snodo.messages.MemberCode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is put in one go.
 *
 * @param lanes in order within each member
 * @param exhausted members for whom, this done, the database holds no more
 */
record Turn(Map<MemberCode, List<Outgoing>> lanes, Set<MemberCode> exhausted) {

    /** Says nothing of what is delivered: those who carry it write it down for every turn, and throw it away. */
    @Override
    public String toString() {
        return "Turn[members=" + lanes.size() + "]";
    }

    /**
     * What became of a turn.
     *
     * @param put what is durable on the broker
     * @param failures why a member's lane got no further
     */
    record Result(Turn turn, List<Outgoing> put, Map<MemberCode, Failure> failures) {
        @Override
        public String toString() {
            return "Result[turn=" + turn + ", put=" + put.size() + ", failures=" + failures.size() + "]";
        }
    }

    /** Why a lane got no further. */
    sealed interface Failure {
        /** Nothing wrong with the delivery: the broker is away, or the member's address is full. */
        record Wait(String cause) implements Failure {}

        /** This delivery, by itself. */
        record AtFault(Outgoing delivery, String cause) implements Failure {}
    }
}
