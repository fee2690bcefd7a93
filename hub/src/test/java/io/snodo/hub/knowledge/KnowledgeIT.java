package io.snodo.hub.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.when;

import io.snodo.hub.StoresAlone;
import io.snodo.hub.exchange.Deliberation;
import io.snodo.hub.members.Members;
import io.snodo.hub.tenancy.CurrentTenant;
import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.body.Body;
import io.snodo.messages.body.FaqPublish;
import io.snodo.messages.body.FaqReview;
import io.snodo.messages.body.FaqWithdraw;
import io.snodo.messages.body.Registry;
import io.snodo.messages.body.Verdict;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KnowledgeIT {
    private static final MemberCode PARMA = new MemberCode("c_g337");
    private static final MemberCode BRESCIA = new MemberCode("c_b157");
    private static final MemberCode VENEZIA = new MemberCode("c_l736");

    /** In trial; the others are not. */
    private static final MemberCode TRENTO = new MemberCode("c_l378");

    @TempDir
    static Path folder;

    private final UUID faq = UUID.randomUUID();
    private ConfigurableApplicationContext hub;

    @BeforeAll
    void start() {
        hub = StoresAlone.start(folder);
        Members members = hub.getBean(Members.class);
        when(members.registry(any(MemberCode.class)))
                .thenReturn(new Registry(
                        1, List.of(member(PARMA), member(BRESCIA), member(VENEZIA)), List.of(), List.of()));
        when(members.together(any(), any()))
                .thenAnswer(asked -> asked.getArgument(0).equals(TRENTO)
                        == asked.getArgument(1).equals(TRENTO));
    }

    @AfterAll
    void stop() {
        if (hub != null) {
            hub.close();
        }
    }

    @Test
    void aProposalGoesToEverybodyAndIsNotYetAnAnswer() {
        UUID mine = UUID.randomUUID();
        assertThat(decide(PARMA, publish(mine, 1))).isEqualTo(forward(PARMA, BRESCIA, VENEZIA));
        assertThat(answers(VENEZIA)).doesNotContain(mine);
    }

    @Test
    void anotherMembersValidatorPublishesItForAll() {
        UUID mine = UUID.randomUUID();
        decide(PARMA, publish(mine, 1));
        assertThat(decide(BRESCIA, review(mine, 1, Verdict.APPROVE, null))).isEqualTo(forward(PARMA, BRESCIA, VENEZIA));
        assertThat(answers(VENEZIA)).contains(mine);
        assertThat(answers(PARMA)).contains(mine);
        assertThat(hub.getBean(Answers.class).published(100))
                .as("nobody reads nothing")
                .isEmpty();
    }

    @Test
    void whoWroteItMayNotApproveIt() {
        UUID mine = UUID.randomUUID();
        decide(PARMA, publish(mine, 1));
        assertThat(decide(PARMA, review(mine, 1, Verdict.APPROVE, null)))
                .isEqualTo(refused(RefusalCode.VALIDATOR_SAME_MEMBER, "author"));
    }

    @Test
    void whoIsInTrialValidatesNothingReal() {
        UUID mine = UUID.randomUUID();
        decide(PARMA, publish(mine, 1));
        assertThat(decide(TRENTO, review(mine, 1, Verdict.APPROVE, null)))
                .isEqualTo(refused(RefusalCode.TRIAL_APART, "author"));
        assertThat(answers(VENEZIA)).doesNotContain(mine);
    }

    @Test
    void whatIsSentBackIsBetweenAuthorAndReviewer() {
        UUID mine = UUID.randomUUID();
        decide(PARMA, publish(mine, 1));
        assertThat(decide(BRESCIA, review(mine, 1, Verdict.SEND_BACK, "Manca la scadenza")))
                .isEqualTo(forward(PARMA));
        assertThat(rows(VENEZIA, mine)).isZero();
        assertThat(rows(PARMA, mine)).isOne();
    }

    @Test
    void aVersionFollowsTheOneBefore() {
        UUID mine = UUID.randomUUID();
        assertThat(decide(PARMA, publish(mine, 2))).isEqualTo(refused(RefusalCode.FAQ_UNKNOWN, "version"));
        decide(PARMA, publish(mine, 1));
        assertThat(decide(PARMA, publish(mine, 1))).isEqualTo(refused(RefusalCode.FAQ_VERSION_STALE, "version"));
        decide(PARMA, publish(mine, 2));
        assertThat(decide(BRESCIA, review(mine, 1, Verdict.APPROVE, null)))
                .isEqualTo(refused(RefusalCode.FAQ_VERSION_STALE, "version"));
        assertThat(decide(BRESCIA, review(mine, 3, Verdict.APPROVE, null)))
                .isEqualTo(refused(RefusalCode.FAQ_UNKNOWN, "version"));
        assertThat(decide(BRESCIA, review(mine, 2, Verdict.APPROVE, null))).isEqualTo(forward(PARMA, BRESCIA, VENEZIA));
        assertThat(decide(VENEZIA, review(mine, 2, Verdict.APPROVE, null)))
                .as("it has been decided")
                .isEqualTo(refused(RefusalCode.STATUS_ILLEGAL, "version"));
    }

    @Test
    void aNewVersionTakesThePlaceOfTheOldWhenItIsApproved() {
        UUID mine = UUID.randomUUID();
        decide(PARMA, publish(mine, 1));
        decide(BRESCIA, review(mine, 1, Verdict.APPROVE, null));
        decide(PARMA, publish(mine, 2));
        assertThat(version(mine)).as("until then the old one serves").isEqualTo(1);
        decide(VENEZIA, review(mine, 2, Verdict.APPROVE, null));
        assertThat(version(mine)).isEqualTo(2);
    }

    @Test
    void itsAuthorAndNobodyElseWithdrawsIt() {
        UUID mine = UUID.randomUUID();
        decide(PARMA, publish(mine, 1));
        decide(BRESCIA, review(mine, 1, Verdict.APPROVE, null));
        assertThat(decide(BRESCIA, new FaqWithdraw(mine, "non vale più")))
                .isEqualTo(refused(RefusalCode.FAQ_UNKNOWN, "faq"));
        assertThat(decide(PARMA, new FaqWithdraw(mine, "non vale più"))).isEqualTo(forward(PARMA, BRESCIA, VENEZIA));
        assertThat(answers(VENEZIA)).doesNotContain(mine);
        assertThat(decide(PARMA, new FaqWithdraw(mine, "di nuovo")))
                .isEqualTo(refused(RefusalCode.STATUS_ILLEGAL, "faq"));
    }

    @Test
    void twoAuthorsMayChanceUponTheSameId() {
        decide(PARMA, publish(faq, 1));
        assertThat(decide(BRESCIA, publish(faq, 1))).isEqualTo(forward(PARMA, BRESCIA, VENEZIA));
    }

    @Test
    void theDatabaseLetsNobodyWriteInAnothersName() {
        UUID mine = UUID.randomUUID();
        decide(PARMA, publish(mine, 1));
        int changed = CurrentTenant.during(
                BRESCIA,
                () -> hub.getBean(JdbcClient.class)
                        .sql("update faq_version set answer = 'altro' where faq = ?")
                        .param(mine)
                        .update());
        assertThat(changed).isZero();
    }

    private Deliberation.Verdict decide(MemberCode from, Body body) {
        Message message = Message.of(hub.getBean(Clock.class), from, List.of(), body);
        return StoresAlone.during(hub, from, () -> hub.getBean(Publishing.class).decide(message, Instant.now()));
    }

    private List<UUID> answers(MemberCode reader) {
        return CurrentTenant.during(reader, () -> hub.getBean(Answers.class).published(100)).stream()
                .map(Answers.Answer::faq)
                .toList();
    }

    private int version(UUID faq) {
        return CurrentTenant.during(VENEZIA, () -> hub.getBean(Answers.class).published(100)).stream()
                .filter(answer -> answer.faq().equals(faq))
                .findFirst()
                .orElseThrow()
                .version();
    }

    private int rows(MemberCode reader, UUID faq) {
        return CurrentTenant.during(
                reader,
                () -> hub.getBean(JdbcClient.class)
                        .sql("select count(*) from faq_version where faq = ?")
                        .param(faq)
                        .query(Integer.class)
                        .single());
    }

    private static FaqPublish publish(UUID faq, int version) {
        return new FaqPublish(
                faq, version, "it", "Quando scade la TARI?", "Il 16 giugno.", "tributi", List.of("tassa"));
    }

    private static FaqReview review(UUID faq, int version, Verdict verdict, @Nullable String reason) {
        return new FaqReview(faq, version, PARMA, verdict, reason);
    }

    private static Deliberation.Verdict forward(MemberCode... to) {
        return new Deliberation.Verdict.Forward(List.of(to));
    }

    private static Deliberation.Verdict refused(RefusalCode code, String field) {
        return new Deliberation.Verdict.Refuse(Refusal.of(code, field));
    }

    private static Registry.Member member(MemberCode code) {
        return new Registry.Member(code, code.value(), "X123", "027042", List.of(), List.of(), null);
    }
}
