package io.snodo.spoke.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.enrolment.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.core.env.MapPropertySource;

class NextKeysTest {
    private static final List<Purpose> BOTH = List.of(Purpose.LINK, Purpose.SEAL);

    @TempDir
    private Path folder;

    private KeyFiles inUse;
    private NextKeys next;

    @BeforeEach
    void begin() throws IOException {
        inUse = new KeyFiles(folder);
        next = new NextKeys(inUse);
        for (Purpose purpose : BOTH) {
            inUse.pair(purpose);
            inUse.keep(purpose, List.of("b2xk"));
        }
    }

    @Test
    void aBrokenOffTryAsksForTheSameAgainThoughMoreAreDueByThen() throws IOException {
        assertThat(next.ask(List.of(Purpose.SEAL))).containsExactly(Purpose.SEAL);
        KeyPair asked = next.files().pair(Purpose.SEAL);
        assertThat(next.ask(BOTH)).containsExactly(Purpose.SEAL);
        assertThat(next.files().pair(Purpose.SEAL).getPublic()).isEqualTo(asked.getPublic());
    }

    @Test
    void whatTheHubWillNotHaveIsNotAskedForAgain() throws IOException {
        next.ask(BOTH);
        KeyPair refused = next.files().pair(Purpose.SEAL);
        next.abandon();
        assertThat(next.ask(BOTH)).isEqualTo(BOTH);
        assertThat(next.files().pair(Purpose.SEAL).getPublic()).isNotEqualTo(refused.getPublic());
    }

    @Test
    void whatAProcessHasBegunToTakeIsTakenBeforeTheNextReadsIt() throws IOException {
        next.ask(BOTH);
        KeyPair link = next.files().pair(Purpose.LINK);
        KeyPair seal = next.files().pair(Purpose.SEAL);
        for (Purpose purpose : BOTH) {
            next.files().keep(purpose, List.of("bmV3"));
        }
        Path begun = next.files().folder();
        Files.write(begun.resolve("answered"), List.of("LINK", "SEAL"));
        Files.delete(inUse.key(Purpose.LINK));
        Files.move(next.files().key(Purpose.LINK), inUse.key(Purpose.LINK)); // and there it ended

        StaticApplicationContext spoke = new StaticApplicationContext();
        spoke.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("own", java.util.Map.of("snodo.enrolment.keys", folder.toString())));
        new FinishRenewal().initialize(spoke);

        assertThat(inUse.pair(Purpose.LINK).getPublic()).isEqualTo(link.getPublic());
        assertThat(inUse.pair(Purpose.SEAL).getPublic()).isEqualTo(seal.getPublic());
        assertThat(inUse.certificate(Purpose.LINK)).content().contains("bmV3");
        assertThat(inUse.certificate(Purpose.SEAL)).content().contains("bmV3");
        assertThat(begun).isEmptyDirectory();
    }
}
