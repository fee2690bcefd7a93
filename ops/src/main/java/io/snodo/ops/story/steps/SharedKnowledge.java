package io.snodo.ops.story.steps;

import static io.snodo.ops.demo.DemoMember.PARMA;
import static io.snodo.ops.demo.DemoMember.REGGIO_CALABRIA;

import io.snodo.ops.demo.DemoMember;
import io.snodo.ops.demo.Network;
import io.snodo.ops.story.surfaces.Desk;
import io.snodo.ops.story.surfaces.Observe;
import java.time.Duration;

/** An FAQ written in one place, approved in another and found in all, also with the hub stopped. */
public final class SharedKnowledge implements Step {
    private static final String QUESTION = "Come si segnala un lampione spento?";
    private static final String ANSWER = "Con il numero scritto sul palo, a qualunque sportello della rete.";

    @Override
    public String title() {
        return "An FAQ by Parma, approved in Reggio Calabria, is found everywhere, also with the hub stopped";
    }

    @Override
    public void play(Stage stage) {
        Network network = stage.network();
        stage.desk(PARMA).knowledge().propose(QUESTION, ANSWER, "illuminazione", "lampione, luce, palo");
        Desk validator = stage.validator(REGGIO_CALABRIA);
        Observe.until(
                "the proposal has come",
                validator.knowledge()::proposed,
                faqs -> faqs.stream().anyMatch(f -> f.text().contains(QUESTION)));
        Observe.that(
                stage.desk(DemoMember.VENEZIA).knowledge().search("lampione spento").stream()
                        .noneMatch(f -> f.text().contains(ANSWER)),
                "nobody finds an answer that has not been approved");
        PublishedFaq.approve(validator, QUESTION);
        for (DemoMember member : DemoMember.values()) {
            PublishedFaq.found(stage.desk(member), "lampione spento", ANSWER);
        }
        stage.say("not to be found before the approval; afterwards all four desks find it");

        network.hub().stop(Duration.ofSeconds(20));
        Observe.that(!network.hub().isUp(), "the hub is stopped");
        for (DemoMember member : DemoMember.values()) {
            PublishedFaq.found(stage.desk(member), "luce palo", ANSWER);
        }
        stage.say("with the hub stopped all four still find it");
        network.restart(network.hub());
        stage.say("the hub is back");
    }
}
