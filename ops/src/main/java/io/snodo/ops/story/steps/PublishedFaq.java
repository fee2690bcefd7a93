package io.snodo.ops.story.steps;

import io.snodo.ops.demo.DemoMember;
import io.snodo.ops.story.surfaces.Desk;
import io.snodo.ops.story.surfaces.Knowledge;
import io.snodo.ops.story.surfaces.Observe;
import java.util.Optional;

/** An FAQ's way from one member's author by another member's validator. */
final class PublishedFaq {
    private PublishedFaq() {}

    static void arrange(Stage stage, DemoMember author, DemoMember validator, String question, String answer) {
        stage.desk(author).knowledge().propose(question, answer, "rifiuti", "umido, bidone, ecocentro");
        approve(stage.validator(validator), question);
    }

    /** Approves the proposal with that question as soon as it has come. */
    static void approve(Desk validator, String question) {
        Optional<Knowledge.Faq> proposal = Observe.until(
                validator.title() + " sees the proposal \"" + question + "\"",
                () -> validator.knowledge().proposed().stream()
                        .filter(faq -> faq.text().contains(question))
                        .findFirst(),
                Optional::isPresent);
        validator.knowledge().approve(proposal.orElseThrow());
    }

    static void found(Desk desk, String words, String answer) {
        Observe.until(
                desk.title() + " finds the answer to \"" + words + "\"",
                () -> desk.knowledge().search(words),
                faqs -> faqs.stream().anyMatch(faq -> faq.text().contains(answer)));
    }
}
