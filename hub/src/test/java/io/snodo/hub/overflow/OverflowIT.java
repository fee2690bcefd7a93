package io.snodo.hub.overflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.when;

import io.snodo.hub.StoresAlone;
import io.snodo.hub.exchange.Decision;
import io.snodo.hub.exchange.Exchange;
import io.snodo.hub.members.Members;
import io.snodo.hub.tenancy.CurrentTenant;
import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.agreement.Agreements;
import io.snodo.messages.body.OverflowStart;
import io.snodo.messages.body.OverflowStop;
import io.snodo.messages.body.QueueState;
import io.snodo.messages.body.Registry;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OverflowIT {
    private static final MemberCode BRESCIA = new MemberCode("c_b157");
    private static final MemberCode REGGIO = new MemberCode("c_h224");
    private static final MemberCode PARMA = new MemberCode("c_g337");
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private final List<Message> said = new CopyOnWriteArrayList<>();
    private volatile boolean hubIsBusy;
    private ConfigurableApplicationContext hub;

    @BeforeAll
    void start() {
        hub = StoresAlone.start(folder, "snodo.overflow.pause=0s", "snodo.overflow.tick=200ms");
        Registry.Member brescia = member(BRESCIA);
        Registry.Member reggio = member(REGGIO);
        Members members = hub.getBean(Members.class);
        when(members.agreements())
                .thenReturn(Agreements.of(List.of(new Registry.Agreement(
                        "a", Registry.Agreement.Kind.OVERFLOW, REGGIO, BRESCIA, List.of("tributi")))));
        when(members.find(REGGIO)).thenReturn(Optional.of(reggio));
        when(members.together(any(), any())).thenReturn(true);
        doAnswer(call -> {
                    Message message = call.getArgument(0);
                    said.add(message);
                    return CompletableFuture.completedFuture(
                            hubIsBusy
                                    ? new Decision.Refused(message.id(), Refusal.of(RefusalCode.HUB_BUSY))
                                    : new Decision.Noted(message.id()));
                })
                .when(hub.getBean(Exchange.class))
                .say(any());
    }

    @AfterAll
    void stop() {
        if (hub != null) {
            hub.close();
        }
    }

    @BeforeEach
    void calm() {
        hubIsBusy = false;
        tell(BRESCIA, 0);
        tell(REGGIO, 0);
        await().atMost(LONG).until(() -> open().isEmpty() && unsaid() == 0);
        said.clear();
    }

    @Test
    void saysOnceThatHelpBeginsAndOnceThatItEnds() {
        tell(BRESCIA, 5);
        await().atMost(LONG).until(() -> said.size() == 1);
        OverflowStart start = (OverflowStart) said.getFirst().content();
        assertThat(said.getFirst().to()).containsExactly(BRESCIA, REGGIO);
        assertThat(start.helper()).isEqualTo(REGGIO);
        assertThat(start.skill()).isEqualTo("tributi");

        tell(BRESCIA, 4); // between the marks nothing changes
        tell(BRESCIA, 2);
        await().atMost(LONG).until(() -> said.size() == 2);
        assertThat(said.getLast().content()).isInstanceOf(OverflowStop.class);
        assertThat(((OverflowStop) said.getLast().content()).episode()).isEqualTo(start.episode());
    }

    @Test
    void whatCouldNotBeSaidIsSaidAgainWordForWord() {
        hubIsBusy = true;
        tell(BRESCIA, 5);
        await().atMost(LONG).until(() -> said.size() >= 2);
        assertThat(said).allSatisfy(message -> assertThat(message).isEqualTo(said.getFirst()));
    }

    @Test
    void aHubThatRestartsNeitherForgetsHelpNorDoublesIt() {
        tell(BRESCIA, 5);
        await().atMost(LONG).until(() -> said.size() == 1 && unsaid() == 0);
        Episode before = open().getFirst();

        OverflowWatch restarted = new OverflowWatch(
                hub.getBean(Readings.class),
                hub.getBean(Episodes.class),
                hub.getBean(Loans.class),
                exchange(),
                hub.getBean(OverflowSettings.class),
                hub.getBean(Clock.class),
                hub.getBean(PlatformTransactionManager.class));
        restarted.begin();
        restarted.look();
        tell(BRESCIA, 6);
        tell(BRESCIA, 1);
        await().atMost(LONG)
                .until(() -> said.stream().map(Message::id).distinct().count() == 2 && unsaid() == 0);
        restarted.end();

        assertThat(((OverflowStop) said.getLast().content()).episode()).isEqualTo(before.id());
        assertThat(open()).isEmpty();
    }

    @Test
    void aMemberSeesItsOwnQueueAndNobodySeesNone() {
        Readings readings = hub.getBean(Readings.class);
        assertThat(CurrentTenant.during(REGGIO, readings::all))
                .extracting(Reading::member)
                .containsOnly(REGGIO);
        assertThat(CurrentTenant.during(PARMA, readings::all)).isEmpty();
        assertThat(readings.all()).isEmpty();
        assertThat(CurrentTenant.during(MemberCode.HUB, readings::all)).hasSize(2);
    }

    @Test
    void helpIsForTheTwoItConcernsToSee() {
        tell(BRESCIA, 5);
        await().atMost(LONG).until(() -> !open().isEmpty());
        Episodes episodes = hub.getBean(Episodes.class);
        Instant lately = Instant.now().minusSeconds(5);
        assertThat(CurrentTenant.during(BRESCIA, () -> episodes.since(lately))).isNotEmpty();
        assertThat(CurrentTenant.during(PARMA, () -> episodes.since(lately))).isEmpty();
    }

    private void tell(MemberCode member, int waiting) {
        QueueState state = new QueueState("urp", waiting, 2, 5, 2, Instant.now());
        Message message = Message.of(hub.getBean(Clock.class), member, List.of(), state);
        StoresAlone.during(hub, member, () -> hub.getBean(QueueStates.class).decide(message, Instant.now()));
    }

    private List<Episode> open() {
        return hub.getBean(Overflow.class).episodes(Instant.now()).stream()
                .filter(Episode::isOpen)
                .toList();
    }

    private int unsaid() {
        return CurrentTenant.during(
                MemberCode.HUB, () -> hub.getBean(Episodes.class).unsaid().size());
    }

    private ObjectProvider<Exchange> exchange() {
        return hub.getBeanProvider(Exchange.class);
    }

    private static Registry.Member member(MemberCode code) {
        return new Registry.Member(code, code.value(), "X123", "027042", List.of("tributi"), List.of(), null);
    }
}
