package io.snodo.conformance.seen;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.MessageIds;
import io.snodo.messages.receipt.Record;
import io.snodo.messages.receipt.Stamp;
import io.snodo.messages.seal.SealKey;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** By itself, because a root that lies can only be signed by a hub that lies. */
class RootsFollowTest {
    private static final Instant TIME = Instant.parse("2026-11-22T10:00:00Z");

    private final SealKey hub = SealKey.generate();
    private final RootsFollow rule = new RootsFollow(hub.verifyKey());

    @Test
    void aChainIsAChain() {
        Stamp first = stamp(1, null, TIME);
        Stamp second = stamp(2, root(first), TIME.plusSeconds(1));

        assertThat(look(first)).isEmpty();
        assertThat(look(second)).isEmpty();
        assertThat(look(first)).isEmpty();
    }

    @Test
    void twoRootsOfOneBatchAreTwoPasts() {
        look(stamp(1, null, TIME));

        assertThat(look(stamp(1, null, TIME)))
                .hasValueSatisfying(flaw -> assertThat(flaw).contains("two roots"));
    }

    @Test
    void aRootNamesTheOneBefore() {
        look(stamp(1, null, TIME));

        assertThat(look(stamp(2, "another", TIME))).isPresent();
    }

    @Test
    void timeDoesNotGoBack() {
        look(stamp(3, "x", TIME));

        assertThat(look(stamp(7, "y", TIME.minusSeconds(1)))).isPresent();
    }

    private Stamp stamp(long batch, @Nullable String previous, Instant at) {
        Record record = new Record(
                MessageIds.next(Clock.systemUTC()),
                "d",
                new MemberCode("c_l736"),
                "x",
                null,
                0,
                0,
                null,
                null,
                null,
                null,
                at);
        return Stamp.batch(List.of(record), new Stamp.Batch(batch, previous, at), hub)
                .getFirst();
    }

    private String root(Stamp stamp) {
        return stamp.root(hub.verifyKey()).orElseThrow().root();
    }

    private Optional<String> look(Stamp stamp) {
        ObjectNode content = Json.MAPPER.createObjectNode();
        content.set("stamp", Json.MAPPER.valueToTree(stamp));
        return rule.flaw(new Event(1, TIME, "hub", "A", Event.What.RECORDED, null, null, content));
    }
}
