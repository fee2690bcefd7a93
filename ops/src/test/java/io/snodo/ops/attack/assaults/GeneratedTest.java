package io.snodo.ops.attack.assaults;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.ops.attack.ground.Identifiers;
import io.snodo.ops.attack.ground.Kind;
import io.snodo.ops.attack.interfaces.Door;
import io.snodo.ops.attack.interfaces.OpenApi;
import io.snodo.ops.attack.interfaces.Operation;
import io.snodo.ops.attack.interfaces.Published;
import io.snodo.ops.attack.interfaces.Slot;
import io.snodo.ops.attack.seen.Answer;
import io.snodo.ops.attack.seen.Canaries;
import io.snodo.ops.attack.seen.Judge;
import io.snodo.ops.attack.seen.Role;
import io.snodo.ops.attack.seen.Tally;
import io.snodo.ops.attack.visitors.Hand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is attacked comes from what is published, so that nobody has to think of it. */
class GeneratedTest {
    private static final Path SPECIFICATION = Path.of("../protocol-spec/specification");

    private final Tally tally = new Tally();
    private final Identifiers identifiers = new Identifiers(Clock.systemUTC());

    @Test
    void attacksAsManyOperationsAsTheDescriptionsHave() throws IOException {
        Published published = Published.in(SPECIFICATION);

        assertThat(published.api()).hasSize(operations("openapi.yaml"));
        // what the hub calls is described in the same file as what it is called by
        assertThat(published.rest().size() + published.callbacks().size()).isEqualTo(operations("rest-binding.yaml"));
        assertThat(published.callbacks()).isNotEmpty();
        assertThat(published.soap())
                .extracting(Operation::name)
                .containsExactly("submit", "status", "outcome", "collect", "registry");
        for (List<Operation> each : List.of(published.api(), published.rest(), published.soap(), published.pages())) {
            attack(each);
            assertThat(tally.untried(each)).isEmpty();
        }
        assertThat(tally.operations(Door.JSON_API)).isEqualTo(published.api().size());
    }

    @Test
    void attacksAnOperationThatWasAddedToTheDescription() throws IOException {
        String before = Files.readString(SPECIFICATION.resolve("openapi.yaml"));
        String after = before.replace("\npaths:\n", """

                paths:
                  /tickets/{number}/diary/{page}:
                    get:
                      operationId: readDiary
                      parameters:
                        - {name: number, in: path}
                        - {name: page, in: path}
                """);

        List<Operation> operations = OpenApi.of(after).operations(Door.JSON_API, Published.API);
        attack(operations);

        assertThat(operations).hasSize(operations("openapi.yaml") + 1);
        assertThat(tally.operations(Door.JSON_API)).isEqualTo(operations.size());
    }

    @Test
    void putsAnIdentifierIntoEveryPlaceThatTakesOne() {
        identifiers.foreign(Kind.TICKET, "L736-000042-T");
        identifiers.foreign(Kind.MESSAGE, "019aab3c-8000-7000-8000-000000004504");
        Operation operation = new Operation(
                Door.JSON_API,
                "readDiary",
                "GET",
                "/tickets/{number}/diary",
                List.of(new Slot(Slot.Place.PATH, "number"), new Slot(Slot.Place.QUERY, "neverHeardOf")),
                List.of());

        List<Probe> probes = Probe.of(operation, identifiers, true);

        assertThat(probes).allSatisfy(probe -> assertThat(probe.another()).isNotEqualTo(probe.absent()));
        for (Slot slot : operation.slots()) {
            assertThat(probes)
                    .extracting(probe -> probe.another().get(slot))
                    .contains("L736-000042-T", "019aab3c-8000-7000-8000-000000004504");
        }
    }

    @Test
    void knowsThePagesByWhatServesThem() throws IOException {
        Published published = Published.in(SPECIFICATION);

        assertThat(published.pages())
                .extracting(Operation::toString)
                .contains(
                        "GET /track/{number}",
                        "POST /track",
                        "POST /track/{number}/rating",
                        "POST /console/triage/{number}",
                        "GET /console/events");
        assertThat(published.desk())
                .extracting(Operation::toString)
                .contains("GET /tickets/{number}", "GET /tickets/{number}/files/{by}/{message}", "POST /contacts");
    }

    @Test
    void whatIsAnOperatorsRightIsPublishedAndTriedByEverybodyElse() throws IOException {
        List<Operation> pages = Published.in(SPECIFICATION).pages();

        assertThat(pages).extracting(Operation::toString).containsAll(Rights.operators());
        assertThat(pages.stream().filter(page -> Rights.has(Role.HUB_OPERATOR, page)))
                .hasSize(Rights.operators().size());
        assertThat(pages).noneMatch(page -> Rights.has(Role.CITIZEN, page) || Rights.has(Role.ANONYMOUS, page));
    }

    @Test
    void knowsTheBrokersAddressesAndAllTypesOfMessages() throws IOException {
        Published published = Published.in(SPECIFICATION);

        assertThat(published.broker().addresses(List.of("c_a", "c_b")))
                .containsExactly("staffetta.to.hub", "staffetta.to.c_a", "staffetta.to.c_b");
        assertThat(published.broker().types()).contains("ticket.open", "handover.expire", "receipt");
    }

    private void attack(List<Operation> operations) {
        Judge judge = new Judge(new Canaries(), tally);
        new Assault(judge, identifiers, () -> "", true).on(operations, new Nobody());
    }

    private static int operations(String file) throws IOException {
        return (int) Pattern.compile("(?m)^ +operationId: ")
                .matcher(Files.readString(SPECIFICATION.resolve(file)))
                .results()
                .count();
    }

    /** Says the same to everything. */
    private static final class Nobody implements Hand {
        @Override
        public Role role() {
            return Role.FOREIGN_MEMBER;
        }

        @Override
        public Answer call(Operation operation, Map<Slot, String> filled) {
            return Answer.of("no");
        }
    }
}
