package io.snodo.messages.custody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snodo.messages.MemberCode;
import io.snodo.messages.custody.World.Hub;
import io.snodo.messages.custody.World.Kind;
import io.snodo.messages.custody.World.Line;
import io.snodo.messages.custody.World.Said;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Walks every interleaving of two offers, or past the hop limit of two referrals and what becomes of them, with a crash,
 * a duplicate and any delay for three members, and checks in each of them what Staffetta promises. That the walk can fail is shown by hubs that are broken on purpose: each of them is found out.
 */
class CustodyModelTest {

    @Test
    void keepsItsPromisesInEveryInterleaving() {
        Walk walk = new Walk(Hub.SOUND);
        walk.everywhere();

        System.out.println("custody model: " + walk.worlds.size() + " states, " + walk.steps + " steps");
        assertThat(walk.worlds).hasSizeGreaterThan(10_000);
        assertThat(walk.seen).as("what happened at least once").containsAll(Set.of(Kind.values()));
    }

    @ParameterizedTest
    @EnumSource(value = Hub.class, mode = EnumSource.Mode.EXCLUDE, names = "SOUND")
    void findsOutAHubThat(Hub broken) {
        assertThatThrownBy(() -> new Walk(broken).everywhere()).isInstanceOf(AssertionError.class);
    }

    /** Breadth first, so that what it finds is as short as it can be. */
    private static final class Walk {
        private final Hub hub;
        private final Map<World, Integer> worlds = new HashMap<>();
        private final List<World> queue = new ArrayList<>();
        private final List<int[]> ways = new ArrayList<>();
        private final Set<Kind> seen = new HashSet<>();
        private long steps;

        Walk(Hub hub) {
            this.hub = hub;
        }

        void everywhere() {
            number(World.first());
            number(World.wandered());
            for (int at = 0; at < queue.size(); at++) {
                List<World> next = queue.get(at).next(hub);
                ways.add(next.stream().mapToInt(this::number).toArray());
                steps += next.size();
            }
            fromEveryWorldASettledOneIsReached();
        }

        private int number(World world) {
            Integer known = worlds.get(world);
            if (known != null) {
                return known;
            }
            check(world);
            worlds.put(world, queue.size());
            queue.add(world);
            return queue.size() - 1;
        }

        private void check(World world) {
            holds(
                    world.custody().equals(world.log().getLast().custody()),
                    "the recorded holder is not who is shown",
                    world);
            holds(
                    hub == Hub.FORGETS_REFUSALS || (world.known() & ~world.decided()) == 0,
                    "an answer was given for what was not committed",
                    world);
            if (world.log().size() > 1) {
                last(world);
            }
            for (Line line : world.log()) {
                boolean current = line.custody().epoch() == world.custody().epoch();
                holds(
                        world.letsAct(line.custody(), hub) == current,
                        "an act of an older epoch is let, or one of this is not",
                        world);
            }
            if (world.custody() instanceof Custody.Referred referred) {
                for (MemberCode member : World.MEMBERS) {
                    holds(
                            referred.after(new Move.Assign(referred.referral(), member, World.at(world.clock())))
                                    instanceof Custody.Ruling.Granted,
                            "a referred ticket cannot be placed",
                            world);
                }
            }
            if (world.custody() instanceof Custody.Offered offered) {
                holds(
                        offered.after(new Move.Expire(offered.offer(), offered.deadline()))
                                instanceof Custody.Ruling.Granted,
                        "an offer cannot be ended at its deadline",
                        world);
            }
        }

        /** The newest line of the record; those before it were newest once. */
        private void last(World world) {
            List<Line> earlier = world.log().subList(0, world.log().size() - 1);
            Line line = world.log().getLast();
            if (line.message() != World.EXPIRY) {
                holds(
                        earlier.stream().noneMatch(l -> l.message() == line.message()),
                        "a message took effect twice",
                        world);
                holds((world.refused() & 1 << line.message()) == 0, "what was refused took effect after all", world);
            }
            for (Line one : earlier) {
                boolean sameEpoch = one.custody().epoch() == line.custody().epoch();
                holds(
                        !sameEpoch
                                || one.custody().owner().equals(line.custody().owner()),
                        "two owners in one epoch",
                        world);
            }
            step(earlier.getLast().custody(), line, world);
        }

        /** One line of the record after another: custody passes by the acceptance of the member it was offered to, or not. */
        private void step(Custody before, Line line, World world) {
            Custody after = line.custody();
            if (line.message() == World.EXPIRY) {
                holds(
                        after.owner().equals(before.owner()) && after.epoch() == before.epoch(),
                        "an expiry passed custody",
                        world);
                return;
            }
            Said said = Objects.requireNonNull(world.said().get(line.message()));
            seen.add(said.kind());
            boolean placed = said.kind() == Kind.ASSIGN;
            holds(placed || said.epoch() == before.epoch(), "an act under another epoch took effect", world);
            boolean passed = !after.owner().equals(before.owner());
            holds(
                    after.epoch() == before.epoch() + (passed ? 1 : 0),
                    "the epoch does not count the changes of hands",
                    world);
            holds(
                    placed || passed == (said.kind() == Kind.ACCEPT),
                    "custody passed without an acceptance, or was not passed by one",
                    world);
            if (said.kind() == Kind.ACCEPT) {
                holds(
                        before instanceof Custody.Offered offered
                                && offered.to().equals(World.MEMBERS.get(said.by()))
                                && offered.to().equals(after.owner())
                                && World.at(line.at()).isBefore(offered.deadline()),
                        "custody passed to somebody it was not on offer to, or too late",
                        world);
            } else if (placed) {
                holds(
                        before instanceof Custody.Referred referred
                                && referred.referral().getLeastSignificantBits() == said.offer()
                                && after.owner().equals(World.MEMBERS.get(said.to())),
                        "the operator placed what was not referred, or with somebody else",
                        world);
            } else if (said.kind() != Kind.REJECT) {
                holds(before.owner().equals(World.MEMBERS.get(said.by())), "somebody else spoke as owner", world);
            }
        }

        private void fromEveryWorldASettledOneIsReached() {
            List<List<Integer>> backwards = new ArrayList<>();
            ways.forEach(_ -> backwards.add(new ArrayList<>(4)));
            for (int from = 0; from < ways.size(); from++) {
                for (int to : ways.get(from)) {
                    backwards.get(to).add(from);
                }
            }
            BitSet ends = new BitSet(queue.size());
            List<Integer> open = new ArrayList<>();
            for (int i = 0; i < queue.size(); i++) {
                if (queue.get(i).isSettled()) {
                    ends.set(i);
                    open.add(i);
                }
            }
            for (int i = 0; i < open.size(); i++) {
                for (int from : backwards.get(open.get(i))) {
                    if (!ends.get(from)) {
                        ends.set(from);
                        open.add(from);
                    }
                }
            }
            int stuck = ends.nextClearBit(0);
            holds(
                    stuck == queue.size(),
                    "nothing leads on to an end",
                    stuck == queue.size() ? World.first() : queue.get(stuck));
        }

        private void holds(boolean promise, String otherwise, World world) {
            if (!promise) {
                throw new AssertionError(hub + ": " + otherwise + " in " + world);
            }
        }
    }
}
