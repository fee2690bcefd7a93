package io.snodo.spoke.link;

import static io.snodo.spoke.link.Notary.PARMA;
import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Body;
import io.snodo.messages.body.Registry;
import io.snodo.messages.body.Registry.Agreement;
import io.snodo.messages.body.Registry.Category;
import io.snodo.messages.body.Registry.Member;
import io.snodo.messages.body.RegistryChanges;
import io.snodo.messages.body.RegistryParts;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is lost, repeated or late of what the hub says of its registry, the copy is always one version of it. */
class RegistryCopyTest {
    private static final int ROOM = 1_500;

    @TempDir
    Path folder;

    private final Random chance = new Random(20261123);
    private final Map<Long, Registry> versions = new HashMap<>();
    private final List<Body> onTheWay = new ArrayList<>();
    private Rig parma;
    private RegistryCopy copy;
    private Registry hub = new Registry(1, List.of(), List.of(), List.of(new Category("strade", "Strade", "Roads", 9)));

    @BeforeEach
    void open() {
        parma = new Rig(folder, new Notary(), PARMA, Clock.systemUTC());
        copy = parma.registry;
        versions.put(1L, hub);
    }

    @AfterEach
    void close() {
        parma.close();
    }

    @Test
    void isAVersionOfTheHubsAtEveryMomentAndTheNewestInTheEnd() {
        for (int round = 0; round < 12; round++) {
            for (int step = 0; step < 60; step++) {
                long before = copy.current().version();
                switch (chance.nextInt(8)) {
                    case 0, 1 -> hubChanges();
                    case 2 -> hello();
                    case 3 -> copy = new RegistryCopy(parma.store.jdbc()); // as after a crash
                    default -> somethingComes();
                }
                assertThat(copy.current().version()).isGreaterThanOrEqualTo(before);
                assertIsAVersion();
            }
            onTheWay.clear(); // everything else is lost
            hello();
            while (!onTheWay.isEmpty()) {
                take(onTheWay.remove(chance.nextInt(onTheWay.size())));
            }
            assertThat(copy.current()).isEqualTo(hub);
            assertThat(new RegistryCopy(parma.store.jdbc()).current())
                    .as("in the store")
                    .isEqualTo(hub);
            assertThat(copy.isMissingSomethingSince(Long.MAX_VALUE)).isFalse();
        }
    }

    @Test
    void partsCountWhenAllOfOneVersionAreThere() {
        for (int i = 0; i < 20; i++) {
            change();
        }
        List<Registry> older = RegistryParts.of(hub, ROOM);
        change();
        List<Registry> newer = RegistryParts.of(hub, ROOM);
        assertThat(newer).hasSizeGreaterThan(2);

        older.subList(0, older.size() - 1).forEach(this::take);
        newer.subList(1, newer.size()).forEach(this::take);
        take(older.getLast());
        assertThat(copy.current().version()).isZero();
        assertThat(copy.isMissingSomethingSince(Long.MAX_VALUE)).isTrue();

        take(newer.getFirst());
        assertThat(copy.current()).isEqualTo(hub);
        older.forEach(this::take);
        assertThat(copy.current()).as("nothing older after it").isEqualTo(hub);
        assertThat(copy.isMissingSomethingSince(Long.MAX_VALUE)).isFalse();
    }

    @Test
    void whatBeginsLaterThanTheCopyEndsIsKeptUntilTheGapIsClosed() {
        change();
        take(hub);
        RegistryChanges second = RegistryChanges.between(hub, change());
        RegistryChanges third = RegistryChanges.between(hub, change());

        assertThat(take(third)).as("the hub has to be asked").isFalse();
        assertThat(copy.current().version()).isEqualTo(second.from());
        assertThat(take(second)).isTrue();

        assertThat(copy.current()).isEqualTo(hub);
    }

    @Test
    void aHubThatWasSetBackReplacesTheVeryCopyThatItWasToldOf() {
        change();
        Registry old = hub;
        change();
        take(hub);
        take(instead(old, hub.version() + 1));
        assertThat(copy.current()).as("meant for another copy").isEqualTo(hub);

        take(instead(old, hub.version()));
        assertThat(copy.current()).isEqualTo(old);
    }

    private static Registry instead(Registry said, long of) {
        return new Registry(
                said.version(), said.members(), said.agreements(), said.categories(), said.retired(), 0, 0, of);
    }

    private void assertIsAVersion() {
        if (copy.current().version() > 0) {
            assertThat(copy.current()).isEqualTo(versions.get(copy.current().version()));
        }
    }

    private void hubChanges() {
        Registry before = hub;
        change();
        if (chance.nextInt(6) == 0) {
            onTheWay.addAll(RegistryParts.of(hub, ROOM));
        } else {
            onTheWay.add(RegistryChanges.between(before, hub));
        }
    }

    private void hello() {
        long known = copy.current().version();
        if (known < hub.version()) {
            if (known > 0 && chance.nextInt(3) > 0) {
                onTheWay.add(RegistryChanges.between(versions.get(known), hub));
            } else {
                onTheWay.addAll(RegistryParts.of(hub, ROOM));
            }
        }
    }

    private void somethingComes() {
        if (!onTheWay.isEmpty()) {
            int which = chance.nextInt(onTheWay.size());
            Body body = chance.nextInt(3) == 0 ? onTheWay.get(which) : onTheWay.remove(which);
            boolean lost = chance.nextInt(4) == 0;
            if (!lost && !take(body)) {
                hello();
            }
        }
    }

    private boolean take(Body body) {
        return Boolean.TRUE.equals(parma.store.transaction().execute(_ -> {
            if (body instanceof RegistryChanges changes) {
                return copy.apply(changes, 1);
            }
            copy.replace((Registry) body, 1);
            return true;
        }));
    }

    private Registry change() {
        Map<String, Member> members = new TreeMap<>();
        hub.members().forEach(member -> members.put(member.code().value(), member));
        Map<String, Agreement> agreements = new TreeMap<>();
        hub.agreements().forEach(agreement -> agreements.put(agreement.id(), agreement));
        for (int i = 0; i < 3; i++) {
            MemberCode one = code();
            MemberCode other = code();
            members.put(one.value(), new Member(one, "Ente " + chance.nextInt(), "X", "0", List.of(), List.of(), null));
            String id = "handover:" + one + ":" + other;
            agreements.put(id, new Agreement(id, Agreement.Kind.HANDOVER, one, other, List.of()));
        }
        members.remove(code().value());
        agreements.keySet().stream().findAny().ifPresent(agreements::remove);
        hub = new Registry(
                hub.version() + 1,
                List.copyOf(members.values()),
                List.copyOf(agreements.values()),
                chance.nextInt(5) > 0
                        ? hub.categories()
                        : List.of(new Category("strade", "Strade", "Roads", 1 + chance.nextInt(90))));
        versions.put(hub.version(), hub);
        return hub;
    }

    private MemberCode code() {
        return new MemberCode("c_x%03d".formatted(chance.nextInt(25)));
    }
}
