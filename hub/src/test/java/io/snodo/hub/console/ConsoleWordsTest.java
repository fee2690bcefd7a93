package io.snodo.hub.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.hub.delivery.Whereabouts;
import io.snodo.hub.federation.Neighbour;
import io.snodo.hub.members.CertificateEnds;
import io.snodo.hub.members.Change;
import io.snodo.hub.members.Life;
import io.snodo.hub.operators.Act;
import io.snodo.hub.operators.Phrase;
import io.snodo.hub.overflow.Considered;
import io.snodo.messages.refusal.RefusalClass;
import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What pages look up by the name of a case has words for every case. */
class ConsoleWordsTest {
    @ParameterizedTest
    @ValueSource(strings = {"it", "en"})
    void everyActAndWhatIsSaidOfItHasWords(String language) {
        ResourceBundle words = ResourceBundle.getBundle("hub/messages", Locale.of(language));
        assertThat(words.keySet())
                .containsAll(keys("console.act.", Act.Kind.values()).toList())
                .containsAll(keys("console.act.result.", Act.Result.values()).toList())
                .containsAll(keys("console.said.", Phrase.Kind.values()).toList())
                .containsAll(keys("console.change.", Change.Kind.values()).toList())
                .containsAll(keys("console.life.", Life.State.values()).toList())
                .containsAll(keys("console.certificate.", CertificateEnds.Kind.values())
                        .toList())
                .containsAll(
                        keys("console.hub.state.", Neighbour.State.values()).toList())
                .containsAll(keys("console.hub.do.", Neighbour.State.values()).toList())
                .containsAll(keys("console.hubs.why.", AtFaultRow.Why.values()).toList())
                .containsAll(keys("console.hubs.why.", AtFaultRow.Why.values())
                        .map(key -> key + ".do")
                        .toList())
                .containsAll(keys("console.place.", Whereabouts.Place.values()).toList())
                .containsAll(
                        keys("console.verdict.", Considered.Verdict.values()).toList())
                .containsAll(keys("console.why.do.", RefusalClass.values()).toList());
    }

    private static Stream<String> keys(String prefix, Enum<?>[] cases) {
        return Arrays.stream(cases).map(each -> prefix + each.name().toLowerCase(Locale.ROOT));
    }
}
