package io.snodo.ops.story.steps;

import static io.snodo.ops.demo.DemoMember.BRESCIA;
import static io.snodo.ops.demo.DemoMember.VENEZIA;

import io.snodo.ops.requests.Request;
import io.snodo.ops.story.surfaces.Desk;
import io.snodo.ops.story.surfaces.Knowledge;
import io.snodo.ops.story.surfaces.Observe;
import java.util.List;

/** A question whose answer is known: recorded, found in the shared FAQ, answered and closed without a ticket. */
public final class FirstLevel implements Step {
    private static final String QUESTION = "Dove si ritira il bidone dell'umido?";
    private static final String ANSWER =
            "All'ecocentro, dal lunedì al sabato, con un documento e il codice del contratto.";

    @Override
    public String title() {
        return "A call to Venezia is answered at first level from the shared FAQ";
    }

    @Override
    public void play(Stage stage) {
        Desk venezia = stage.desk(VENEZIA);
        PublishedFaq.arrange(stage, BRESCIA, VENEZIA, QUESTION, ANSWER);
        stage.say("an FAQ written in Brescia and approved in Venezia is there to be found");

        Request request = new Request("1", "phone", "rifiuti", "Ritiro del bidone dell'umido");
        String contact = venezia.recordContact(request, "027042", "Chiede dove ritirare il bidone nuovo.");
        venezia.take(contact);
        List<Knowledge.Faq> found = Observe.until(
                "the FAQ beside the contact",
                () -> venezia.knowledge().searchBeside(contact, "bidone umido"),
                faqs -> !faqs.isEmpty());
        Observe.that(found.getFirst().text().contains(ANSWER), "the first answer found is the one that fits");
        stage.say("recorded by channel, category and territory; \"bidone umido\" finds the answer");

        venezia.closeWith(contact, found.getFirst());
        Observe.until("the contact is closed", () -> venezia.contactState(contact), "closed"::equals);
        stage.say("closed at first level");
    }
}
