package io.snodo.conformance.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaseFilesTest {
    private static final String CASE = """
            - id: X-1
              title: A title
              shows: [ST-001]
              steps: |
                A says ticket.open on t
                  -> recorded {sequence: 1}
                %s
            """;

    @Test
    void readsStepsThatGoOnOnTheNextLine() {
        Case only =
                CaseFiles.read("x.yaml", CASE.formatted("B hears ticket.open")).getFirst();

        assertThat(only.steps()).hasSize(2);
        assertThat(only.steps().getFirst().step()).isInstanceOfSatisfying(Step.Says.class, says -> {
            assertThat(says.draft().type()).isEqualTo("ticket.open");
            assertThat(says.outcome()).isInstanceOf(Step.Outcome.Recorded.class);
        });
    }

    @Test
    void namesFileAndLineOfAMistake() {
        for (String mistake : List.of(
                "B dances",
                "B hears ticket.open {sequence: 1",
                "B says note.add on t -> perhaps",
                "pause long",
                "B hears ticket.open loudly",
                "A may write x")) {
            assertThatThrownBy(() -> CaseFiles.read("x.yaml", CASE.formatted(mistake)))
                    .as(mistake)
                    .isInstanceOf(CaseBroken.class)
                    .hasMessageStartingWith("x.yaml:7: ");
        }
    }

    @Test
    void wantsEveryCaseToShowSomething() {
        assertThatThrownBy(() -> CaseFiles.read("x.yaml", CASE.formatted("").replace("shows", "bindings")))
                .isInstanceOf(CaseBroken.class)
                .hasMessageContaining("x.yaml:1: ");
    }

    @Test
    void everyFileInTheFoldersIsPlayed() {
        for (String role : List.of("hub", "spoke")) {
            List<String> played = CaseFiles.of(role).stream()
                    .map(each -> each.place().file())
                    .distinct()
                    .sorted()
                    .toList();
            String[] files =
                    Path.of("src/main/resources/cases", role).toFile().list((_, name) -> name.endsWith(".yaml"));

            assertThat(played)
                    .containsExactlyInAnyOrderElementsOf(List.of(files).stream()
                            .map(name -> "cases/" + role + "/" + name)
                            .toList());
        }
    }
}
