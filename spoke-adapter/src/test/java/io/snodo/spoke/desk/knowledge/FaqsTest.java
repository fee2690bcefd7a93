package io.snodo.spoke.desk.knowledge;

import static io.snodo.spoke.desk.TestDesk.BRESCIA;
import static io.snodo.spoke.desk.TestDesk.PARMA;
import static io.snodo.spoke.desk.TestDesk.VENEZIA;
import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.body.Body;
import io.snodo.messages.body.FaqPublish;
import io.snodo.messages.body.FaqReview;
import io.snodo.messages.body.FaqWithdraw;
import io.snodo.messages.body.Verdict;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.spoke.desk.FaqId;
import io.snodo.spoke.desk.Reply;
import io.snodo.spoke.desk.Reply.Why;
import io.snodo.spoke.desk.TestDesk;
import io.snodo.spoke.desk.knowledge.Faq.State;
import io.snodo.spoke.link.Answer;
import io.snodo.spoke.store.Page;
import io.snodo.spoke.store.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaqsTest {
    private static final Faq.Text TARI = new Faq.Text(
            "it",
            "tributi",
            "Quando si paga la tassa sui rifiuti (TARI)?",
            "Entro il 16 giugno e il 16 dicembre.",
            List.of("immondizia", "bolletta"));

    private TestDesk desk;
    private Faqs faqs;
    private KnowledgeAddressee addressee;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        desk = new TestDesk(folder);
        faqs = new Faqs(desk.store.jdbc());
        addressee = new KnowledgeAddressee(faqs, desk.publisher);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tari",
                "TASSA",
                "rifiuto",
                "Devo pagare i rifiuti, quando?",
                "immondizie",
                "bollettà",
                "rifiuti\" OR question:x NEAR(",
                "tassa* -sui ^",
                "dove buttare il rifiuto secco"
            })
    void isFoundByWhatPeopleType(String typed) {
        published(TARI);

        assertThat(faqs.search(typed, 5)).extracting(f -> f.text().question()).containsExactly(TARI.question());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "il la che con", "\"'*()", "passaporto"})
    void isNotFoundByAnythingElse(String typed) {
        published(TARI);

        assertThat(faqs.search(typed, 5)).isEmpty();
    }

    @Test
    void theBetterAnswerComesFirst() {
        published(new Faq.Text(
                "it",
                "anagrafe",
                "Come rinnovo la carta d'identità?",
                "Si prenota; la tassa è di 22 euro.",
                List.of()));
        published(TARI);

        assertThat(faqs.search("tassa rifiuti", 5))
                .first()
                .satisfies(f -> assertThat(f.text()).isEqualTo(TARI));
    }

    @Test
    void aProposalIsNotFoundUntilAnotherMemberApprovesIt() {
        UUID faq = propose();
        assertThat(faqs.search("tari", 5)).isEmpty();

        heard(PARMA, new FaqReview(faq, 1, VENEZIA, Verdict.APPROVE, null));

        assertThat(faqs.search("tari", 5)).singleElement().satisfies(f -> {
            assertThat(f.author()).isEqualTo(VENEZIA);
            assertThat(f.reviewedBy()).isEqualTo(PARMA);
        });
    }

    @Test
    void theAuthorSeesWhyItCameBackAndProposesTheNextVersion() {
        UUID faq = propose();

        heard(PARMA, new FaqReview(faq, 1, VENEZIA, Verdict.SEND_BACK, "Manca l'importo"));

        assertThat(faqs.ownUnpublished(VENEZIA, Place.START).rows())
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.state()).isEqualTo(State.RETURNED);
                    assertThat(f.reason()).isEqualTo("Manca l'importo");
                });
        proposer().propose(TARI, faq);
        assertThat(faqs.newest(new FaqId(VENEZIA, faq)).orElseThrow().version()).isEqualTo(2);
    }

    @Test
    void aNewVersionTakesTheOldOnesPlaceWhateverOrderTheyAreApprovedIn() {
        UUID faq = UUID.randomUUID();
        heard(PARMA, publish(faq, 1, TARI));
        heard(PARMA, publish(faq, 2, new Faq.Text("it", "tributi", "Quando si paga la TARI?", "A luglio.", List.of())));

        heard(BRESCIA, new FaqReview(faq, 2, PARMA, Verdict.APPROVE, null));
        heard(BRESCIA, new FaqReview(faq, 1, PARMA, Verdict.APPROVE, null));

        assertThat(faqs.search("tari", 5))
                .singleElement()
                .satisfies(f -> assertThat(f.version()).isEqualTo(2));
    }

    @Test
    void anothersProposalIsReviewedOnceAndTheHubsNoGivesItBack() {
        UUID faq = UUID.randomUUID();
        heard(PARMA, publish(faq, 1, TARI));
        ReviewFaq review = new ReviewFaq(faqs, desk.outbox, desk.tenant, desk.publisher);

        UUID message = ((Reply.Yes<UUID>) review.review(new FaqId(PARMA, faq), 1, Verdict.APPROVE, null)).value();
        assertThat(review.review(new FaqId(PARMA, faq), 1, Verdict.APPROVE, null))
                .isEqualTo(Reply.no(Why.NOT_POSSIBLE_NOW));
        Message own = desk.said().getLast();
        assertThat(own.id()).isEqualTo(message);
        addressee.refused(own, Refusal.of(RefusalCode.FAQ_VERSION_STALE).problem(null));

        assertThat(faqs.toValidate(VENEZIA, Place.START).rows()).singleElement().satisfies(f -> {
            assertThat(f.inReview()).isFalse();
            assertThat(f.refusal()).isEqualTo(RefusalCode.FAQ_VERSION_STALE);
        });
    }

    @Test
    void ownProposalsAreNotReviewed() {
        UUID faq = propose();

        assertThat(new ReviewFaq(faqs, desk.outbox, desk.tenant, desk.publisher)
                        .review(new FaqId(VENEZIA, faq), 1, Verdict.APPROVE, null))
                .isEqualTo(Reply.no(Why.FAQ_OWN));
    }

    @Test
    void aReviewThatComesBeforeItsTextWaits() {
        Answer answer = heard(PARMA, new FaqReview(UUID.randomUUID(), 1, BRESCIA, Verdict.APPROVE, null));

        assertThat(answer).isInstanceOf(Answer.Later.class);
    }

    @Test
    void aWithdrawnAnswerIsFoundByNobodyAndItsAuthorKeepsIt() {
        UUID faq = ownPublished();

        Reply<UUID> reply = withdrawer().withdraw(faq, "Le rate sono cambiate");

        assertThat(desk.said().getLast().content()).isEqualTo(new FaqWithdraw(faq, "Le rate sono cambiate"));
        assertThat(faqs.search("tari", 5))
                .singleElement()
                .satisfies(f -> assertThat(f.inWithdrawal()).isTrue());
        assertThat(withdrawer().withdraw(faq, "Di nuovo")).isEqualTo(Reply.no(Why.NOT_POSSIBLE_NOW));
        hubRecordsTheLast();
        assertThat(reply).isInstanceOf(Reply.Yes.class);
        assertThat(faqs.search("tari", 5)).isEmpty();
        assertThat(faqs.latestPublished(Place.START).isEmpty()).isTrue();
        assertThat(faqs.ownWithdrawn(VENEZIA, Place.START).rows())
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.text()).isEqualTo(TARI);
                    assertThat(f.reason()).isEqualTo("Le rate sono cambiate");
                    assertThat(f.inWithdrawal()).isFalse();
                });
    }

    @Test
    void aWithdrawalThatTheHubWillNotHaveLeavesTheAnswerInUse() {
        UUID faq = ownPublished();
        withdrawer().withdraw(faq, "Per errore");

        addressee.refused(
                desk.said().getLast(), Refusal.of(RefusalCode.STATUS_ILLEGAL).problem(null));

        assertThat(faqs.search("tari", 5)).singleElement().satisfies(f -> {
            assertThat(f.inWithdrawal()).isFalse();
            assertThat(f.refusal()).isEqualTo(RefusalCode.STATUS_ILLEGAL);
        });
    }

    @Test
    void onlyAnAuthorWithdrawsWhatIsPublished() {
        UUID foreign = UUID.randomUUID();
        heard(PARMA, publish(foreign, 1, TARI));
        heard(BRESCIA, new FaqReview(foreign, 1, PARMA, Verdict.APPROVE, null));

        assertThat(withdrawer().withdraw(foreign, "Non ci piace")).isEqualTo(Reply.no(Why.FAQ_UNKNOWN));
        assertThat(withdrawer().withdraw(propose(), "Non ancora in uso")).isEqualTo(Reply.no(Why.FAQ_UNKNOWN));
    }

    @Test
    void anothersWithdrawalTakesItOutOfTheSearchHereToo() {
        UUID faq = UUID.randomUUID();
        heard(PARMA, publish(faq, 1, TARI));
        heard(BRESCIA, new FaqReview(faq, 1, PARMA, Verdict.APPROVE, null));

        heard(PARMA, new FaqWithdraw(faq, "Superata"));
        heard(PARMA, new FaqWithdraw(faq, "Superata"));

        assertThat(faqs.search("tari", 5)).isEmpty();
        assertThat(faqs.published(new FaqId(PARMA, faq))).isEmpty();
        assertThat(faqs.ownWithdrawn(VENEZIA, Place.START).isEmpty()).isTrue();
    }

    @Test
    void twoMembersMayUseTheSameNumberAndNeitherTouchesTheOthersAnswer() {
        Faq.Text othersWords = new Faq.Text("it", "tributi", "Dove si paga la mora?", "Allo sportello.", List.of());
        UUID faq = ownPublished();
        heard(BRESCIA, publish(faq, 1, othersWords));
        assertThat(faqs.search("mora", 5)).isEmpty();
        assertThat(faqs.toValidate(VENEZIA, Place.START).rows())
                .extracting(Faq::author)
                .containsExactly(BRESCIA);

        heard(PARMA, new FaqReview(faq, 1, BRESCIA, Verdict.APPROVE, null));
        assertThat(faqs.search("mora", 5)).extracting(Faq::author).containsExactly(BRESCIA);
        assertThat(faqs.search("tari", 5)).extracting(Faq::author).containsExactly(VENEZIA);
        heard(BRESCIA, publish(faq, 2, othersWords));
        heard(PARMA, new FaqReview(faq, 2, BRESCIA, Verdict.APPROVE, null));
        assertThat(faqs.search("tari", 5)).extracting(Faq::author).containsExactly(VENEZIA);
        assertThat(faqs.newest(new FaqId(VENEZIA, faq)).orElseThrow().version()).isEqualTo(1);
        heard(BRESCIA, new FaqWithdraw(faq, "Superata"));

        assertThat(faqs.search("mora", 5)).isEmpty();
        assertThat(faqs.search("tari", 5)).singleElement().satisfies(f -> {
            assertThat(f.author()).isEqualTo(VENEZIA);
            assertThat(f.text()).isEqualTo(TARI);
        });
        withdrawer().withdraw(faq, "Cambiata");
        hubRecordsTheLast();
        assertThat(faqs.search("tari", 5)).isEmpty();
    }

    @Test
    void anApprovalOfAVersionOnlySomebodyElseHasWaitsForItsText() {
        UUID faq = UUID.randomUUID();
        heard(PARMA, publish(faq, 1, TARI));

        Answer approval = heard(VENEZIA, new FaqReview(faq, 1, BRESCIA, Verdict.APPROVE, null));

        assertThat(approval).isInstanceOf(Answer.Later.class);
        assertThat(faqs.search("tari", 5)).isEmpty();
    }

    @Test
    void aWithdrawnAnswerCanBeProposedAgainAndComesBackWithItsNextVersion() {
        UUID faq = ownPublished();
        withdrawer().withdraw(faq, "Le rate sono cambiate");
        hubRecordsTheLast();

        proposer().propose(TARI, faq);
        hubRecordsTheLast();
        heard(PARMA, new FaqReview(faq, 2, VENEZIA, Verdict.APPROVE, null));

        assertThat(faqs.search("tari", 5))
                .singleElement()
                .satisfies(f -> assertThat(f.version()).isEqualTo(2));
        assertThat(faqs.ownWithdrawn(VENEZIA, Place.START).isEmpty()).isTrue();
    }

    private UUID ownPublished() {
        UUID faq = propose();
        heard(PARMA, new FaqReview(faq, 1, VENEZIA, Verdict.APPROVE, null));
        return faq;
    }

    private WithdrawFaq withdrawer() {
        return new WithdrawFaq(faqs, desk.outbox, desk.tenant, desk.publisher);
    }

    private void hubRecordsTheLast() {
        Message own = desk.said().getLast();
        addressee.recorded(own, TestDesk.record(own, 0, null, null, 0, null, null));
    }

    @Test
    void theSameAgainChangesNothing() {
        published(TARI);
        published(TARI);
        UUID faq = UUID.randomUUID();
        heard(PARMA, publish(faq, 1, TARI));
        heard(BRESCIA, new FaqReview(faq, 1, PARMA, Verdict.APPROVE, null));
        heard(PARMA, publish(faq, 1, TARI));
        heard(BRESCIA, new FaqReview(faq, 1, PARMA, Verdict.APPROVE, null));

        assertThat(faqs.search("tari", 10)).hasSize(3);
    }

    @Test
    void longListsOfAnswersAreReadToTheirEnd() {
        desk.store.transaction().executeWithoutResult(_ -> {
            for (int i = 0; i < 45; i++) {
                published(TARI);
                heard(PARMA, publish(UUID.randomUUID(), 1, TARI));
                propose();
            }
        });

        assertThat(readAll(faqs::latestPublished)).hasSize(45).doesNotHaveDuplicates();
        assertThat(readAll(place -> faqs.toValidate(VENEZIA, place)))
                .hasSize(45)
                .doesNotHaveDuplicates();
        assertThat(readAll(place -> faqs.ownUnpublished(VENEZIA, place)))
                .hasSize(45)
                .doesNotHaveDuplicates();
    }

    private static List<Faq> readAll(Function<Place, Page<Faq>> list) {
        List<Faq> met = new ArrayList<>();
        Place place = Place.START;
        while (place != null) {
            Page<Faq> page = list.apply(place);
            met.addAll(page.rows());
            place = page.next();
        }
        return met;
    }

    private UUID propose() {
        UUID faq = ((Reply.Yes<UUID>) proposer().propose(TARI, null)).value();
        hubRecordsTheLast();
        return faq;
    }

    private ProposeFaq proposer() {
        return new ProposeFaq(faqs, desk.outbox, desk.tenant, desk.clock, desk.publisher);
    }

    private void published(Faq.Text text) {
        UUID faq = UUID.randomUUID();
        heard(PARMA, publish(faq, 1, text));
        heard(BRESCIA, new FaqReview(faq, 1, PARMA, Verdict.APPROVE, null));
    }

    private static FaqPublish publish(UUID faq, int version, Faq.Text text) {
        return new FaqPublish(
                faq, version, text.language(), text.question(), text.answer(), text.category(), text.keywords());
    }

    private @Nullable Answer heard(MemberCode from, Body body) {
        Message message = Message.of(desk.clock, from, List.of(), body);
        return addressee.deliver(message, TestDesk.record(message, 0, null, null, 0, null, null));
    }
}
